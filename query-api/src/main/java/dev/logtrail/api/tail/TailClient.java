package dev.logtrail.api.tail;

import dev.logtrail.api.load.LoadedTrail;
import dev.logtrail.cost.CostEstimator;
import dev.logtrail.limit.ByteBudget;
import dev.logtrail.limit.ServerLimits;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.LongSupplier;

/**
 * One live tail client: what is to be sent to it, bounded. The hub puts frames in and never waits;
 * the client's own thread writes them. A client that is too slow loses its queue and is told so by
 * a {@code reset}.
 */
final class TailClient {
  private static final long NO_ID = -1;
  private static final ByteBudget NOTICES = new ByteBudget("notices", Long.MAX_VALUE);

  private record Frame(TailFrame content, long id) {}

  private final TailFilter filter;
  private final PrintedTrails printed;
  private final Runnable onReset;
  private final Queue<Frame> queue = new ArrayDeque<>();
  private long queuedBytes;
  private boolean overflowed;
  private boolean closed;

  /** The last flush that this client did not get from the hub; set and read by the hub alone. */
  private long joinedAt;

  TailClient(TailFilter filter, TailFormat format, Runnable onReset) {
    this.filter = filter;
    this.printed = format.text() ? new PrintedTrails(format) : null;
    this.onReset = onReset;
  }

  TailFilter filter() {
    return filter;
  }

  /** Whether it is sent readable text, which only its own thread can write. */
  boolean wantsText() {
    return printed != null;
  }

  /**
   * A trail as this client is sent it, on the client's own thread.
   *
   * @return null if it has all of it
   */
  byte[] trail(LoadedTrail t, long flushNo, CostEstimator costs) {
    if (printed == null) {
      return TailFrames.trail(t, flushNo, 0, costs);
    }
    String news = printed.next(t);
    return news == null ? null : TailFrames.text(news);
  }

  long joinedAt() {
    return joinedAt;
  }

  void joinAt(long flushNo) {
    joinedAt = flushNo;
  }

  /** What waits for it, in bytes. */
  synchronized long queuedBytes() {
    return queuedBytes;
  }

  /** Queues a frame; {@code last} if it is the last of its flush, whose number it then carries. */
  synchronized void offer(TailFrame frame, long flushNo, boolean last) {
    if (overflowed || closed) {
      return;
    }
    if (queue.size() >= ServerLimits.TAIL_QUEUE_FRAMES
        || queuedBytes + frame.bytes() > ServerLimits.TAIL_QUEUE_BYTES) {
      overflow();
      return;
    }
    queue.add(new Frame(frame.hold(), last ? flushNo : NO_ID));
    queuedBytes += frame.bytes();
    notifyAll();
  }

  /** The same of a short message of the server's own, which takes no memory from trails. */
  void say(byte[] message, long flushNo, boolean last) {
    TailFrame frame = TailFrame.ofBytes(message, new TailMemory(NOTICES, List.of()));
    offer(frame, flushNo, last);
    frame.release();
  }

  /** Drops what waits: the client is told so when the flush ends. */
  synchronized void overflow() {
    overflowed = true;
    drop();
  }

  private void drop() {
    queue.forEach(frame -> frame.content().release());
    queue.clear();
    queuedBytes = 0;
  }

  /** Ends a flush: a client whose queue overflowed starts anew after it. */
  void endFlush(long flushNo) {
    synchronized (this) {
      if (!overflowed) {
        return;
      }
      overflowed = false;
    }
    reset(flushNo, "this client reads too slowly: more than it can hold was waiting for it");
  }

  /** Leaves out everything up to a flush and says so. */
  void reset(long flushNo, String reason) {
    joinedAt = flushNo;
    onReset.run();
    say(TailFrames.reset(flushNo, reason), flushNo, true);
  }

  /**
   * Writes what is queued until the client is closed, and a heartbeat when nothing was for a while.
   *
   * @param sentUpTo the last flush whose frames the hub has queued
   * @param heartbeatMs how long nothing may be written
   * @throws IOException if the client went away
   */
  void write(OutputStream out, LongSupplier sentUpTo, long heartbeatMs)
      throws IOException, InterruptedException {
    while (true) {
      Frame frame;
      synchronized (this) {
        if (queue.isEmpty() && !closed) {
          wait(heartbeatMs);
        }
        if (closed) {
          return;
        }
        frame = queue.poll();
        if (frame != null) {
          queuedBytes -= frame.content().bytes();
        }
      }
      if (frame == null) {
        // The hub queues first and then moves on: an empty queue means all up to there is out.
        write(out, TailFrames.heartbeat(), sentUpTo.getAsLong());
      } else {
        write(out, frame);
      }
    }
  }

  private void write(OutputStream out, Frame frame) throws IOException {
    try {
      byte[] content = frame.content().content(this);
      if (content != null) {
        write(out, content, frame.id());
      } else if (frame.id() != NO_ID) {
        write(out, TailFrames.heartbeat(), frame.id());
      }
    } finally {
      frame.content().release();
    }
  }

  private static void write(OutputStream out, byte[] content, long id) throws IOException {
    if (id != NO_ID) {
      out.write(("id: " + id + "\n").getBytes(StandardCharsets.UTF_8));
    }
    out.write(content);
    out.flush();
  }

  /** Ends the writing. */
  synchronized void close() {
    closed = true;
    drop();
    notifyAll();
  }
}
