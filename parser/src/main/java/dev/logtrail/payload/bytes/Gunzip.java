package dev.logtrail.payload.bytes;

import dev.logtrail.limit.DeliveryLimits;
import java.util.Base64;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Undoes gzip, known by its magic bytes, within a limit. Keeps its inflater and buffers from call
 * to call; not for use by several threads at once.
 *
 * <p>Up to three layers are undone (Firehose may compress what CloudWatch Logs already has), and a
 * base64 text of gzip counts as gzip. Several members in a row are one text.
 *
 * <p>A text of up to 1 MiB is inflated into a buffer that is kept. A larger one is measured first,
 * which needs no memory, and then takes its size from the decoders' room.
 */
public final class Gunzip implements AutoCloseable {
  private static final int KEPT_BYTES = 1 << 20;
  private static final int FEWEST_BYTES = 8 << 10;
  private static final int MEASURED_BYTES = 32 << 10;

  private static final String BASE64_OF_MAGIC = "H4sI";
  private static final int TRAILER_BYTES = 8;

  private final int limit;
  private final DecodingRoom room;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private byte[] out = new byte[0];
  private byte[] spare = new byte[0];
  private int written;
  private Gunzip nested;

  /** What {@link #out} and {@link #spare} took of the room. */
  private long taken;

  private long takenSpare;

  /**
   * With room without end.
   *
   * @param limitBytes most bytes that one call may return
   */
  public Gunzip(int limitBytes) {
    this(limitBytes, DecodingRoom.unlimited());
  }

  /**
   * @param limitBytes most bytes that one call may return
   * @param room what a text beyond a small size is taken from
   */
  public Gunzip(int limitBytes, DecodingRoom room) {
    if (limitBytes < 1) {
      throw new IllegalArgumentException("the limit is at least 1 byte: " + limitBytes);
    }
    this.limit = limitBytes;
    this.room = room;
  }

  /** Whether these bytes begin as gzip does. */
  public static boolean isGzip(byte[] bytes) {
    return isGzip(Bytes.of(bytes));
  }

  /**
   * The text inside, in an array of its own; {@code bytes} themselves where they are not gzip.
   *
   * @throws UnreadableException if the gzip is truncated, damaged, too deep or over the limit
   */
  public byte[] gunzip(byte[] bytes) throws UnreadableException {
    Bytes result = unwrap(Bytes.of(bytes));
    return result.array() == bytes ? bytes : result.copy();
  }

  /** The text inside; valid until the next call. */
  public Bytes unwrap(Bytes in) throws UnreadableException {
    release();
    Bytes current = in;
    for (int layer = 0; ; layer++) {
      boolean encoded = isBase64Gzip(current);
      if (!encoded && !isGzip(current)) {
        checkLimit(current.length());
        return current;
      }
      if (layer == DeliveryLimits.GZIP_LAYERS) {
        throw new UnreadableException(
            "gzip inside gzip more than " + DeliveryLimits.GZIP_LAYERS + " times; once is right");
      }
      current = encoded ? inflateBase64(current) : inflateAll(current);
    }
  }

  /** What large texts are taken from. */
  public DecodingRoom room() {
    return room;
  }

  /** Another of the same limit, for what is found inside what this one returned. */
  public Gunzip nested() {
    if (nested == null) {
      nested = new Gunzip(limit, room);
    }
    return nested;
  }

  @Override
  public void close() {
    release();
    inflater.end();
    if (nested != null) {
      nested.close();
    }
  }

  private static boolean isGzip(Bytes b) {
    return b.length() >= 2 && b.at(0) == 0x1f && b.at(1) == (byte) 0x8b;
  }

  private static boolean isBase64Gzip(Bytes b) {
    return b.trimmed().startsWith(BASE64_OF_MAGIC);
  }

  private Bytes inflateBase64(Bytes b) throws UnreadableException {
    Base64Text text = new Base64Text(b.trimmed(), room);
    try {
      return inflateAll(text.decode(Base64.getDecoder()));
    } catch (IllegalArgumentException e) {
      throw new UnreadableException("base64 of gzip, but damaged: " + e.getMessage(), e);
    } finally {
      text.giveBack();
    }
  }

  private Bytes inflateAll(Bytes in) throws UnreadableException {
    swap();
    if (!inflateInto(in, false)) {
      long size = measure(in);
      int needed = LargeBuffers.size((int) size + 1, limit + 1); // One more, to see the end.
      room.take(needed);
      taken = needed;
      out = LargeBuffers.take(needed);
      inflateInto(in, true);
    }
    return new Bytes(out, 0, written);
  }

  /** What the last layer was inflated to is read from now on; what was read before may go. */
  private void swap() {
    byte[] target = spare;
    spare = out;
    out = target;
    long before = takenSpare;
    takenSpare = taken;
    taken = 0;
    out = small(out);
    room.give(before);
  }

  /**
   * Inflates all members into the buffer.
   *
   * @param whole whether the buffer has the right size already; otherwise it grows, but not beyond
   *     what is kept
   * @return false if all of it does not fit
   */
  private boolean inflateInto(Bytes in, boolean whole) throws UnreadableException {
    written = 0;
    crc.reset();
    int start = 0;
    int at = 0;
    begin(in, at);
    while (true) {
      if (written == out.length && !whole) {
        if (out.length == KEPT_BYTES) {
          return false;
        }
        grow(in);
      }
      int n = inflate(in, out, written, out.length - written);
      crc.update(out, written, n);
      written += n;
      checkLimit(written);
      if (inflater.finished()) {
        at = end(in, written - start);
        if (at >= in.length()) {
          return true;
        }
        begin(in, at);
        start = written;
      }
    }
  }

  /** How much all members come to, found out without keeping any of it. */
  private long measure(Bytes in) throws UnreadableException {
    byte[] some = new byte[MEASURED_BYTES];
    long size = 0;
    long start = 0;
    int at = 0;
    begin(in, at);
    while (true) {
      int n = inflate(in, some, 0, some.length);
      crc.update(some, 0, n);
      size += n;
      checkLimit(size);
      if (inflater.finished()) {
        at = end(in, size - start);
        if (at >= in.length()) {
          return size;
        }
        begin(in, at);
        start = size;
      }
    }
  }

  private void begin(Bytes in, int at) throws UnreadableException {
    int data = GzipHeader.end(in, at);
    inflater.reset();
    inflater.setInput(in.array(), in.from() + data, in.length() - data);
    crc.reset();
  }

  private int inflate(Bytes in, byte[] to, int from, int length) throws UnreadableException {
    try {
      int n = inflater.inflate(to, from, length);
      if (n == 0 && !inflater.finished()) {
        throw GzipHeader.truncated(in.length());
      }
      return n;
    } catch (DataFormatException e) {
      throw new UnreadableException("the gzip is damaged: " + e.getMessage(), e);
    }
  }

  /** Checks the end of a member of {@code size} bytes; returns where the next begins. */
  private int end(Bytes in, long size) throws UnreadableException {
    int trailer = in.length() - inflater.getRemaining();
    if (in.length() - trailer < TRAILER_BYTES) {
      throw GzipHeader.truncated(in.length());
    }
    if ((int) crc.getValue() != GzipHeader.int32(in, trailer)
        || GzipHeader.int32(in, trailer + 4) != (int) size) {
      throw new UnreadableException(
          "the gzip's checksum or length is wrong: it was damaged on its way; send it again");
    }
    int at = trailer + TRAILER_BYTES;
    while (at < in.length() && (Bytes.isBlank(in.at(at)) || in.at(at) == 0)) {
      at++;
    }
    return at;
  }

  /** Makes the kept buffer larger: at first as large as the gzip says it is. */
  private void grow(Bytes in) {
    long named = in.length() < 18 ? 0 : GzipHeader.int32(in, in.length() - 4) & 0xFFFFFFFFL;
    long size = Math.max(Math.max(named + 1, out.length * 2L), FEWEST_BYTES);
    byte[] larger = new byte[(int) Math.min(size, KEPT_BYTES)];
    System.arraycopy(out, 0, larger, 0, written);
    out = larger;
  }

  /** Forgets what was unpacked, and gives back the room it took. */
  public void release() {
    out = small(out);
    spare = small(spare);
    room.give(taken + takenSpare);
    taken = 0;
    takenSpare = 0;
    if (nested != null) {
      nested.release();
    }
  }

  /** A buffer if it is small enough to be kept here; else it is given away. */
  private static byte[] small(byte[] buffer) {
    if (buffer.length <= KEPT_BYTES) {
      return buffer;
    }
    LargeBuffers.give(buffer);
    return new byte[0];
  }

  private void checkLimit(long size) throws UnreadableException {
    if (size > limit) {
      throw new PayloadTooLargeException(
          "the payload is larger than the limit of " + limit + " bytes decompressed; send less");
    }
  }
}
