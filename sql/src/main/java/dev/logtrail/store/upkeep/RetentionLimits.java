package dev.logtrail.store.upkeep;

import dev.logtrail.limit.EventLimits;
import java.time.Duration;
import java.util.List;

/**
 * How long things are kept.
 *
 * @param idle open trails whose last event is older are closed
 * @param changes flushes that live readers can resume from
 * @param deadLetters records that could not be read
 * @param dropped counts of dropped events
 * @param trails trails and log results, in full days; null keeps them for ever
 * @param functions shorter retentions of some functions; the first that fits a function counts
 */
public record RetentionLimits(
    Duration idle,
    Duration changes,
    Duration deadLetters,
    Duration dropped,
    Duration trails,
    List<FunctionRetention> functions) {
  public RetentionLimits {
    functions = List.copyOf(functions);
  }

  /**
   * The default limits with a retention of trails.
   *
   * @param trails null keeps them for ever
   */
  public static RetentionLimits ofTrails(Duration trails) {
    return new RetentionLimits(
        Duration.ofMinutes(EventLimits.IDLE_MINUTES),
        Duration.ofHours(EventLimits.CHANGE_HOURS),
        Duration.ofDays(EventLimits.DEAD_LETTER_DAYS),
        Duration.ofDays(EventLimits.DROPPED_COUNT_DAYS),
        trails,
        List.of());
  }

  /** The same with shorter retentions of some functions. */
  public RetentionLimits withFunctions(List<FunctionRetention> shorter) {
    return new RetentionLimits(idle, changes, deadLetters, dropped, trails, shorter);
  }
}
