package dev.logtrail.api;

import dev.logtrail.api.http.ProblemException;
import dev.logtrail.limit.ByteShare;
import dev.logtrail.limit.DeliveryLimits;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.eclipse.jetty.io.Content;

/**
 * One body while it comes in. No thread waits for it, and it takes memory only for what has come; a
 * body that comes too slowly is given up.
 */
final class IncomingBody {
  private static final int FIRST_BYTES = 8 << 10;

  /** From this part of the announced length on, memory is taken for all of it. */
  private static final int TRUSTED_PART = 8;

  private final Content.Source in;
  private final ByteShare memory;
  private final long announced;
  private final LongSupplier nanoTime;
  private final long startedAt;
  private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
  private byte[] bytes = new byte[0];
  private int length;

  /**
   * @param announced the length that the sender announced, in bytes; -1 if it announced none
   * @param memory what the body takes; the caller closes it
   */
  IncomingBody(Content.Source in, long announced, ByteShare memory, LongSupplier nanoTime) {
    this.in = in;
    this.announced = announced;
    this.memory = memory;
    this.nanoTime = nanoTime;
    this.startedAt = nanoTime.getAsLong();
  }

  /** Begins to read; completes with all bytes, or with the problem that ended it. */
  CompletableFuture<byte[]> read() {
    proceed();
    return whole;
  }

  /** Takes what has come, and asks to be called again when there is more. */
  private void proceed() {
    try {
      while (!whole.isDone()) {
        Content.Chunk chunk = in.read();
        if (chunk == null) {
          in.demand(this::proceed);
          return;
        }
        if (Content.Chunk.isFailure(chunk)) {
          broken(chunk.getFailure());
          return;
        }
        boolean last = chunk.isLast();
        try {
          take(chunk.getByteBuffer());
        } finally {
          chunk.release();
        }
        if (last) {
          end();
        }
      }
    } catch (RuntimeException | Error e) {
      whole.completeExceptionally(e);
    }
  }

  private synchronized void take(ByteBuffer came) {
    while (came.hasRemaining() && !whole.isDone()) {
      if (length == bytes.length && !grow()) {
        return;
      }
      int n = Math.min(came.remaining(), bytes.length - length);
      came.get(bytes, length, n);
      length += n;
      if (length > DeliveryLimits.BODY_BYTES) {
        fail(
            new ProblemException(
                413,
                "the body is larger than the limit of "
                    + DeliveryLimits.BODY_BYTES
                    + " bytes; send it in several requests"));
      }
    }
  }

  private boolean grow() {
    int larger = nextSize();
    if (bytes.length + (long) larger > memory.limitBytes()) {
      fail(
          new ProblemException(
              413,
              "the body has more than "
                  + length
                  + " bytes, and all bodies together may take "
                  + memory.limitBytes()
                  + " bytes of memory here; send it in smaller requests, or give the server more"
                  + " heap"));
      return false;
    }
    if (!memory.tryGrow(larger)) {
      fail(
          IngestThreads.busy("the bodies of other requests take all memory that is kept for them"));
      return false;
    }
    int before = bytes.length;
    bytes = Arrays.copyOf(bytes, larger);
    memory.shrink(before);
    return true;
  }

  /**
   * Doubled, but for a small body, or one of which enough has come to take its announced length as
   * true.
   */
  private int nextSize() {
    if (bytes.length == 0 && announced > 0 && announced <= FIRST_BYTES) {
      return (int) announced;
    }
    if (announced > bytes.length && bytes.length >= announced / TRUSTED_PART) {
      return (int) Math.min(announced, DeliveryLimits.BODY_BYTES + 1L);
    }
    return Math.max(FIRST_BYTES, Math.min(bytes.length * 2, DeliveryLimits.BODY_BYTES + 1));
  }

  private synchronized void end() {
    whole.complete(length == bytes.length ? bytes : Arrays.copyOf(bytes, length));
  }

  private void broken(Throwable cause) {
    fail(
        new ProblemException(
            400, "the body could not be read to its end: " + cause.getMessage() + "; send it all"));
  }

  /** Gives up a body that takes too long, or of which less than the least rate has come. */
  void checkPace() {
    long ms = TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - startedAt);
    boolean slow =
        ms > DeliveryLimits.BODY_GRACE_MS
            && length < ms * DeliveryLimits.BODY_BYTES_PER_SECOND / 1_000;
    if (slow || ms > DeliveryLimits.BODY_MS) {
      fail(
          new ProblemException(
              408,
              "the body came too slowly: "
                  + length
                  + " bytes in "
                  + ms / 1_000
                  + " s; right is all of it within "
                  + DeliveryLimits.BODY_MS / 1_000
                  + " s, and at least "
                  + DeliveryLimits.BODY_BYTES_PER_SECOND
                  + " bytes a second"));
    }
  }

  private void fail(ProblemException problem) {
    whole.completeExceptionally(problem);
  }
}
