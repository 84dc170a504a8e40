package dev.logtrail.api.tail;

import dev.logtrail.api.load.LoadedTrail;
import dev.logtrail.cost.CostEstimator;
import dev.logtrail.limit.ByteBudget;
import dev.logtrail.trail.Entry;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One event on its way to clients, counted once in the tails' memory however many clients wait for
 * it. The last one that lets it go gives the memory back. Thread-safe.
 */
final class TailFrame {
  private static final int TRAIL_BYTES = 2_000;
  private static final int ENTRY_BYTES = 400;

  /** What a client gets of it. */
  interface Content {
    /** The event without its id; null if there is nothing in it for this client. */
    byte[] of(TailClient client);
  }

  private final Content content;
  private final long bytes;
  private final ByteBudget memory;
  private final AtomicInteger holders = new AtomicInteger(1);

  /**
   * A frame whose maker holds it, and has taken its bytes from {@code memory}.
   *
   * @param bytes what it takes
   */
  private TailFrame(Content content, long bytes, ByteBudget memory) {
    this.content = content;
    this.bytes = bytes;
    this.memory = memory;
  }

  /** The same bytes for everybody; null if there is no memory. */
  static TailFrame ofBytes(byte[] bytes, TailMemory memory) {
    return memory.take(bytes.length)
        ? new TailFrame(client -> bytes, bytes.length, memory.budget())
        : null;
  }

  /**
   * A trail that each client tests with its own pattern and writes itself, on its own thread; null
   * if there is no memory.
   */
  static TailFrame ofTrail(LoadedTrail t, long flushNo, CostEstimator costs, TailMemory memory) {
    long bytes = TRAIL_BYTES;
    for (Entry entry : t.trail().entries()) {
      bytes += ENTRY_BYTES + 4L * entry.message().length();
    }
    Content content = client -> client.filter().matches(t) ? client.trail(t, flushNo, costs) : null;
    return memory.take(bytes) ? new TailFrame(content, bytes, memory.budget()) : null;
  }

  byte[] content(TailClient client) {
    return content.of(client);
  }

  long bytes() {
    return bytes;
  }

  /** One more holds it. */
  TailFrame hold() {
    holders.incrementAndGet();
    return this;
  }

  /** One holder less. */
  void release() {
    if (holders.decrementAndGet() == 0) {
      memory.give(bytes);
    }
  }
}
