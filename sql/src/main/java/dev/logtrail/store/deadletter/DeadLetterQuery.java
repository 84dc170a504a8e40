package dev.logtrail.store.deadletter;

import dev.logtrail.store.DeadLetterStage;
import dev.logtrail.trail.Source;

/**
 * Which dead letters are meant. What is null does not matter.
 *
 * @param source how they came
 * @param stage what could not be done with them
 * @param reason a part of their reason, in any case
 * @param account their account
 * @param logGroup their log group
 * @param from epoch ms of when they came first, inclusive
 * @param to epoch ms, exclusive
 */
public record DeadLetterQuery(
    Source source,
    DeadLetterStage stage,
    String reason,
    String account,
    String logGroup,
    Long from,
    Long to) {
  /** All of them. */
  public static final DeadLetterQuery ALL =
      new DeadLetterQuery(null, null, null, null, null, null, null);

  /** Whether it leaves nothing out. */
  public boolean isAll() {
    return equals(ALL);
  }
}
