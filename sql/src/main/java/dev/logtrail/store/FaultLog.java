package dev.logtrail.store;

import java.util.Locale;
import org.slf4j.Logger;

/**
 * One kind of fault in the log: a line when it begins and a line when it is over, with how often
 * and how long, however often it happens in between. A fault that comes and goes all the time is
 * told of once in ten seconds. Thread-safe.
 */
public final class FaultLog {
  private static final double NS_PER_S = 1e9;
  private static final long QUIET_NS = 10_000_000_000L;

  private final Logger log;
  private final String what;
  private long failures;
  private long sinceNs;
  private long toldNs;
  private boolean told;

  /**
   * No fault yet.
   *
   * @param what does not work while the fault lasts, as the subject of a sentence: {@code listening
   *     to changes}
   */
  public FaultLog(Logger log, String what) {
    this.log = log;
    this.what = what;
  }

  /** Notes a failure that has an ordinary reason, such as a database that does not answer. */
  public void failed(String reason) {
    failed(reason, null);
  }

  /** Notes a failure; one that is no {@link StoreException} is logged with its stack trace. */
  public void failed(RuntimeException e) {
    failed(e instanceof StoreException ? e.getMessage() : e.toString(), e);
  }

  private synchronized void failed(String reason, RuntimeException e) {
    failures++;
    if (failures > 1) {
      log.debug("{} failed again ({} times by now): {}", what, failures, reason);
      return;
    }
    sinceNs = System.nanoTime();
    told = toldNs == 0 || sinceNs - toldNs > QUIET_NS;
    if (!told) {
      log.debug("{} failed: {}", what, reason);
      return;
    }
    toldNs = sinceNs;
    if (e == null || e instanceof StoreException) {
      log.warn("{} does not work; it is tried until it does: {}", what, reason);
    } else {
      log.error("{} does not work; it is tried until it does: {}", what, reason, e);
    }
  }

  /** Notes that it worked: ends a fault, if there is one. */
  public synchronized void worked() {
    if (failures == 0) {
      return;
    }
    String seconds = String.format(Locale.ROOT, "%.1f", (System.nanoTime() - sinceNs) / NS_PER_S);
    if (told) {
      log.warn("{} works again after {} s and {} failures", what, seconds, failures);
    } else {
      log.debug("{} works again after {} s and {} failures", what, seconds, failures);
    }
    failures = 0;
  }

  /** Whether a fault lasts. */
  public synchronized boolean isFaulty() {
    return failures > 0;
  }
}
