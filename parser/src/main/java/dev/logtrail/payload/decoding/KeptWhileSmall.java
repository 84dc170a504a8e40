package dev.logtrail.payload.decoding;

import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.LogBatch;

/**
 * Hands on what a delivery held, measures it, and keeps it, too, for whoever works on it next, as
 * long as it is small.
 */
public final class KeptWhileSmall implements DecodedSink {
  private final DecodedSink next;
  private final long mostBytes;
  private DecodedCollector kept = new DecodedCollector();
  private long bytes;

  /**
   * Keeps nothing that takes more.
   *
   * @param next gets everything
   * @param mostBytes in memory
   */
  public KeptWhileSmall(DecodedSink next, long mostBytes) {
    this.next = next;
    this.mostBytes = mostBytes;
  }

  private boolean keeps(long more) {
    bytes += more;
    kept = bytes <= mostBytes ? kept : null;
    return kept != null;
  }

  @Override
  public void batch(LogBatch batch) {
    next.batch(batch);
    if (keeps(Decoded.memoryOf(batch))) {
      kept.batch(batch);
    }
  }

  /** They are few, and may be long: not kept. */
  @Override
  public void invocation(Invocation invocation) {
    next.invocation(invocation);
    bytes += Decoded.memoryOf(invocation);
    kept = null;
  }

  @Override
  public void rejected(Rejected rejected) {
    next.rejected(rejected);
    bytes += rejected.length();
    kept = null;
  }

  @Override
  public void dropped(String reason, long events) {
    next.dropped(reason, events);
    if (keeps(0)) {
      kept.dropped(reason, events);
    }
  }

  /** All that was decoded; null if it was not small. */
  public Decoded decoded() {
    return kept == null ? null : kept.decoded();
  }

  /** About what all that was decoded takes in memory, in bytes. */
  public long bytes() {
    return bytes;
  }
}
