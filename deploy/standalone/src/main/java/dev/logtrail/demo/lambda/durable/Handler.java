package dev.logtrail.demo.lambda.durable;

import java.util.List;

/**
 * What the handler of a durable function does, in order, each time it is run.
 *
 * @param items its statements
 */
public record Handler(List<Item> items) {
  public Handler {
    items = List.copyOf(items);
  }

  /** One statement. */
  public sealed interface Item permits Print, Step, Suspend {}

  /** Prints a line, in replays too. */
  public record Print(String text) implements Item {}

  /**
   * An operation. Replays that find it done pass over it.
   *
   * @param failures how many of its attempts fail before one succeeds
   * @param retryMs how long the execution is suspended before another attempt
   */
  public record Step(String name, int failures, long retryMs) implements Item {}

  /** Suspends the execution. Replays that find the time over pass on. */
  public record Suspend(long ms) implements Item {}
}
