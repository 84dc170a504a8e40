package dev.logtrail.reading.entry;

import dev.logtrail.text.FaultText;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts records at which a reader failed, in this process: a fault of Logtrail's, not of the
 * record. They are shown as they came. Thread-safe.
 */
public final class ReadingFaults {
  private static final AtomicLong COUNT = new AtomicLong();
  private static volatile String last;

  private ReadingFaults() {}

  static void note(Throwable fault) {
    COUNT.incrementAndGet();
    last = FaultText.of(fault);
  }

  /** How often a reader failed; a trail that is read again counts again. */
  public static long count() {
    return COUNT.get();
  }

  /** The last fault and where it arose; null if there was none. */
  public static String last() {
    return last;
  }
}
