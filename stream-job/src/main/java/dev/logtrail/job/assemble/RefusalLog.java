package dev.logtrail.job.assemble;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the log that something became a dead letter: the first of ten seconds, and with the next
 * one how many were not told of. Each of them can be looked at where dead letters are. Thread-safe.
 */
final class RefusalLog {
  private static final Logger LOG = LoggerFactory.getLogger(RefusalLog.class);
  private static final RefusalLog HERE = new RefusalLog();
  private static final long QUIET_NS = 10_000_000_000L;

  private long untold;
  private long toldNs;
  private boolean any;

  private RefusalLog() {}

  /** This process's. */
  static RefusalLog here() {
    return HERE;
  }

  /**
   * Notes one.
   *
   * @param what it is, as the subject of a sentence
   * @param reason why it was refused
   */
  synchronized void refused(String what, String reason) {
    long now = System.nanoTime();
    if (any && now - toldNs < QUIET_NS) {
      untold++;
      LOG.debug("{} is a dead letter now: {}", what, reason);
      return;
    }
    String others = untold == 0 ? "" : " (since the last such line %d more)".formatted(untold);
    LOG.error("{} is a dead letter now: {}{}", what, reason, others);
    any = true;
    toldNs = now;
    untold = 0;
  }
}
