package dev.logtrail.job.database;

/**
 * Why tasks of this process last failed at the store: Flink keeps the reasons of restarts to
 * itself. Thread-safe.
 */
public final class StoreFaults {
  private static volatile String last;

  private StoreFaults() {}

  /** Notes a fault; returns it, to be thrown. */
  public static <E extends RuntimeException> E note(E e) {
    last = e.getMessage();
    return e;
  }

  /** The last reason since the process started; null if there was none. */
  public static String last() {
    return last;
  }
}
