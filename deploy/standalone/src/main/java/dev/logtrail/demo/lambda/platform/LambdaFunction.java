package dev.logtrail.demo.lambda.platform;

import dev.logtrail.demo.lambda.runtime.LambdaRuntime;
import dev.logtrail.demo.lambda.script.FunctionScript;
import java.util.Objects;
import java.util.Set;

/**
 * One simulated function: its configuration and what its code does.
 *
 * @param name bare name
 * @param logGroup the log group; a custom one holds the function's name in its streams' names
 * @param version {@code $LATEST} or a number
 * @param runtime how it writes
 * @param script what it logs
 * @param size memory and times
 * @param share its share of the fleet's requests, relative to the others
 * @param traits what else is special
 */
public record LambdaFunction(
    String name,
    String logGroup,
    String version,
    LambdaRuntime runtime,
    FunctionScript script,
    Size size,
    int share,
    Set<Trait> traits) {
  public LambdaFunction {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(logGroup, "logGroup");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(runtime, "runtime");
    Objects.requireNonNull(script, "script");
    Objects.requireNonNull(size, "size");
    traits = Set.copyOf(traits);
    if (share < 1) {
      throw new IllegalArgumentException("share must be 1 or more, was " + share);
    }
  }

  /**
   * A function's size.
   *
   * @param memoryMb memory, MB
   * @param timeoutMs the configured timeout, ms
   * @param initMs what an init usually takes, ms
   */
  public record Size(int memoryMb, int timeoutMs, int initMs) {
    public Size {
      if (memoryMb < 128 || timeoutMs < 1_000 || initMs < 10) {
        throw new IllegalArgumentException(
            "memory must be 128 MB, the timeout 1 s and init 10 ms or more: "
                + memoryMb
                + ", "
                + timeoutMs
                + ", "
                + initMs);
      }
    }
  }

  /** What a function may have beside the usual. */
  public enum Trait {
    /** Invoked synchronously with {@code LogType=Tail}; others are asynchronous and retried. */
    SYNCHRONOUS,
    /** Traced by X-Ray, which shows in REPORT. */
    X_RAY,
    /** Starts from a snapshot: RESTORE_START instead of INIT_START. */
    SNAP_START,
    /** Has an external extension that writes into the same log stream. */
    EXTENSION
  }

  /** Whether it has this trait. */
  public boolean is(Trait trait) {
    return traits.contains(trait);
  }

  /** The function's ARN. */
  public String arn(String account, String region) {
    return "arn:aws:lambda:" + region + ":" + account + ":function:" + name;
  }

  /** Whether the log group is Lambda's default one, {@code /aws/lambda/<name>}. */
  boolean hasDefaultGroup() {
    return logGroup.equals("/aws/lambda/" + name);
  }
}
