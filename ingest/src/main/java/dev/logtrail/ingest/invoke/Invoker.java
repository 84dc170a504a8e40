package dev.logtrail.ingest.invoke;

import dev.logtrail.ingest.aws.AwsCallException;
import dev.logtrail.text.NamePattern;
import java.util.List;

/** Invokes functions for others. Safe for use by several threads. */
public interface Invoker {
  /** What the names of functions must fit, one of them at least. */
  List<NamePattern> allowed();

  /** Why nothing can be invoked now, in words; null if it can, as far as is known. */
  String problem();

  /**
   * Whose a function is, so that a caller's limits can be checked before it is invoked.
   *
   * @return the account; null if it is not known
   */
  String account(InvokeTarget target);

  /**
   * Invokes a function once, and waits for its answer.
   *
   * @param payload what it is given, JSON; empty for nothing
   * @throws IllegalArgumentException if there is no such region
   * @throws AwsCallException if it was not invoked, or its answer did not come
   */
  Invoked invoke(InvokeTarget target, byte[] payload) throws AwsCallException;
}
