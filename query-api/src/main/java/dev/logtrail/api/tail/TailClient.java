package dev.logtrail.api.tail;

import dev.logtrail.limit.Limits;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.LongSupplier;

/**
 * One live tail client: what is to be sent to it, bounded. The hub puts frames in and never waits;
 * the client's own thread writes them. A client that is too slow loses its queue and is told so by
 * a {@code reset}.
 */
final class TailClient {
  private static final long NO_ID = -1;

  private record Frame(byte[] bytes, long id) {}

  private final TailFilter filter;
  private final TailFormat format;
  private final Runnable onReset;
  private final Queue<Frame> queue = new ArrayDeque<>();
  private int queuedBytes;
  private boolean overflowed;
  private boolean closed;

  /** The last flush that this client did not get from the hub; set and read by the hub alone. */
  private long joinedAt;

  TailClient(TailFilter filter, TailFormat format, Runnable onReset) {
    this.filter = filter;
    this.format = format;
    this.onReset = onReset;
  }

  TailFilter filter() {
    return filter;
  }

  TailFormat format() {
    return format;
  }

  long joinedAt() {
    return joinedAt;
  }

  void joinAt(long flushNo) {
    joinedAt = flushNo;
  }

  /** Queues a frame; {@code last} if it is the last of its flush, whose number it then carries. */
  synchronized void offer(byte[] frame, long flushNo, boolean last) {
    if (overflowed) {
      return;
    }
    if (queue.size() >= Limits.TAIL_QUEUE_FRAMES
        || queuedBytes + frame.length > Limits.TAIL_QUEUE_BYTES) {
      overflowed = true;
      queue.clear();
      queuedBytes = 0;
      return;
    }
    queue.add(new Frame(frame, last ? flushNo : NO_ID));
    queuedBytes += frame.length;
    notifyAll();
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
    offer(TailFrames.reset(flushNo, reason), flushNo, true);
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
        if (frame == null) {
          // The hub queues first and then moves on: an empty queue means all up to there is out.
          frame = new Frame(TailFrames.heartbeat(), sentUpTo.getAsLong());
        } else {
          queuedBytes -= frame.bytes().length;
        }
      }
      write(out, frame);
    }
  }

  private static void write(OutputStream out, Frame frame) throws IOException {
    if (frame.id() != NO_ID) {
      out.write(("id: " + frame.id() + "\n").getBytes(StandardCharsets.UTF_8));
    }
    out.write(frame.bytes());
    out.flush();
  }

  /** Ends the writing. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }
}
