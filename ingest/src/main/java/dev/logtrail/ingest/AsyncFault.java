package dev.logtrail.ingest;

import java.util.concurrent.CompletionException;

/** What a future failed with. */
public final class AsyncFault {
  private AsyncFault() {}

  /** What went wrong, without the exception in which futures hand it on. */
  public static Throwable cause(Throwable fault) {
    return fault instanceof CompletionException && fault.getCause() != null
        ? fault.getCause()
        : fault;
  }
}
