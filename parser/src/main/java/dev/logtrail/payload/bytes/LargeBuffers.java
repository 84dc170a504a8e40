package dev.logtrail.payload.bytes;

import java.lang.ref.SoftReference;

/**
 * The buffer for a large text that was used last, kept for the next: a new one of 64 MiB each time
 * leaves the heap in pieces, until the collector has to stop everything and move it together. It
 * goes where memory is short. Thread-safe.
 */
final class LargeBuffers {
  /** Up to here a new one costs little. */
  private static final int SMALL_BYTES = 16 << 20;

  /** Large ones come in steps, so that one fits many texts. */
  private static final int STEP_BYTES = 8 << 20;

  private static SoftReference<byte[]> kept = new SoftReference<>(null);

  private LargeBuffers() {}

  /**
   * How large the buffer is that such a text gets.
   *
   * @param most what a text may have at most
   */
  static int size(int textBytes, int most) {
    if (textBytes <= SMALL_BYTES) {
      return textBytes;
    }
    long stepped = (textBytes + STEP_BYTES - 1L) / STEP_BYTES * STEP_BYTES;
    return (int) Math.max(textBytes, Math.min(stepped, most));
  }

  /** A buffer of exactly that size; what stands in it is of no meaning. */
  static byte[] take(int size) {
    byte[] last = size > SMALL_BYTES ? takeKept() : null;
    return last != null && last.length == size ? last : new byte[size];
  }

  private static synchronized byte[] takeKept() {
    byte[] last = kept.get();
    kept.clear();
    return last;
  }

  /** Takes a buffer back that nobody reads any more. */
  static void give(byte[] buffer) {
    if (buffer.length > SMALL_BYTES) {
      keep(buffer);
    }
  }

  private static synchronized void keep(byte[] buffer) {
    kept = new SoftReference<>(buffer);
  }
}
