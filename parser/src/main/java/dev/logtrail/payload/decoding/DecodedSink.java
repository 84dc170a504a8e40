package dev.logtrail.payload.decoding;

import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.LogBatch;

/**
 * Takes what a delivery held, piece by piece, so that a large one need not be in memory at once.
 */
public interface DecodedSink {
  /** Events of one stream that came together. */
  void batch(LogBatch batch);

  /** A log result. */
  void invocation(Invocation invocation);

  /** A record that could not be read. */
  void rejected(Rejected rejected);

  /**
   * Events left out on purpose.
   *
   * @param reason such as {@code control_message}
   * @param events how many, at least 1
   */
  void dropped(String reason, long events);
}
