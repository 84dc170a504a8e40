package dev.logtrail.ingest.source.cloudwatch;

import dev.logtrail.limit.FeedLimits;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How often all groups of a region together may be asked: as often as AWS allows, which it tells by
 * throttling. Rises while nothing is throttled, falls at once when something is. Thread-safe.
 */
final class RequestBudget {
  private static final double RISE_A_CALL = 0.02;
  private static final double FALL = 0.7;
  private static final double NS_PER_S = TimeUnit.SECONDS.toNanos(1);

  private final LongSupplier nanos;
  private double perSecond = FeedLimits.LOGS_CALLS_PER_SECOND;
  private long nextNs;
  private long fellNs;
  private long calls;

  /**
   * A budget.
   *
   * @param nanos a clock that never goes back
   */
  RequestBudget(LongSupplier nanos) {
    this.nanos = nanos;
    this.nextNs = nanos.getAsLong();
    this.fellNs = nextNs - (long) NS_PER_S;
  }

  /** Takes the next turn; returns how long to wait for it, ns. */
  synchronized long takeTurn() {
    long now = nanos.getAsLong();
    long turn = Math.max(now, nextNs);
    nextNs = turn + (long) (NS_PER_S / perSecond);
    calls++;
    return turn - now;
  }

  synchronized void worked() {
    perSecond = Math.min(FeedLimits.LOGS_MOST_CALLS_PER_SECOND, perSecond + RISE_A_CALL);
  }

  /** AWS refused a call as one too many. Several at once are one sign, not several. */
  synchronized void throttled() {
    long now = nanos.getAsLong();
    if (now - fellNs >= NS_PER_S) {
      fellNs = now;
      perSecond = Math.max(FeedLimits.LOGS_FEWEST_CALLS_PER_SECOND, perSecond * FALL);
      nextNs = Math.max(nextNs, now + (long) (NS_PER_S / perSecond));
    }
  }

  synchronized double perSecond() {
    return perSecond;
  }

  synchronized long calls() {
    return calls;
  }
}
