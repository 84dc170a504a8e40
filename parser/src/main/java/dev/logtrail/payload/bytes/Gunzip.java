package dev.logtrail.payload.bytes;

import dev.logtrail.limit.Limits;
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
 */
public final class Gunzip implements AutoCloseable {
  private static final int KEPT_BYTES = 4 << 20;
  private static final String BASE64_OF_MAGIC = "H4sI";
  private static final int TRAILER_BYTES = 8;

  private final int limit;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private byte[] out = new byte[0];
  private byte[] spare = new byte[0];
  private int written;
  private Gunzip nested;

  /**
   * @param limitBytes most bytes that one call may return
   */
  public Gunzip(int limitBytes) {
    if (limitBytes < 1) {
      throw new IllegalArgumentException("the limit is at least 1 byte: " + limitBytes);
    }
    this.limit = limitBytes;
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
    Bytes current = in;
    for (int layer = 0; ; layer++) {
      if (isBase64Gzip(current)) {
        current = decodeBase64(current);
      }
      if (!isGzip(current)) {
        checkLimit(current.length());
        return current;
      }
      if (layer == Limits.GZIP_LAYERS) {
        throw new UnreadableException(
            "gzip inside gzip more than " + Limits.GZIP_LAYERS + " times; once is right");
      }
      current = inflateAll(current);
    }
  }

  /** Another of the same limit, for what is found inside what this one returned. */
  public Gunzip nested() {
    if (nested == null) {
      nested = new Gunzip(limit);
    }
    return nested;
  }

  @Override
  public void close() {
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

  private static Bytes decodeBase64(Bytes b) throws UnreadableException {
    try {
      return Bytes.of(Base64.getDecoder().decode(b.trimmed().copy()));
    } catch (IllegalArgumentException e) {
      throw new UnreadableException("base64 of gzip, but damaged: " + e.getMessage(), e);
    }
  }

  private Bytes inflateAll(Bytes in) throws UnreadableException {
    byte[] target = spare;
    spare = out;
    out = target.length > KEPT_BYTES ? new byte[0] : target;
    written = 0;
    ensure(sizeHint(in));
    int at = 0;
    while (at < in.length()) {
      at = member(in, at);
      while (at < in.length() && (Bytes.isBlank(in.at(at)) || in.at(at) == 0)) {
        at++;
      }
    }
    return new Bytes(out, 0, written);
  }

  /** Inflates the member at {@code at}; returns where it ends. */
  private int member(Bytes in, int at) throws UnreadableException {
    int data = GzipHeader.end(in, at);
    int start = written;
    inflater.reset();
    inflater.setInput(in.array(), in.from() + data, in.length() - data);
    while (!inflater.finished()) {
      ensure(written + 1);
      try {
        int n = inflater.inflate(out, written, out.length - written);
        written += n;
        checkLimit(written);
        if (n == 0 && !inflater.finished()) {
          throw GzipHeader.truncated(in.length());
        }
      } catch (DataFormatException e) {
        throw new UnreadableException("the gzip is damaged: " + e.getMessage(), e);
      }
    }
    int trailer = in.length() - inflater.getRemaining();
    checkTrailer(in, trailer, start);
    return trailer + TRAILER_BYTES;
  }

  private void checkTrailer(Bytes in, int trailer, int start) throws UnreadableException {
    if (in.length() - trailer < TRAILER_BYTES) {
      throw GzipHeader.truncated(in.length());
    }
    crc.reset();
    crc.update(out, start, written - start);
    if ((int) crc.getValue() != GzipHeader.int32(in, trailer)
        || GzipHeader.int32(in, trailer + 4) != written - start) {
      throw new UnreadableException(
          "the gzip's checksum or length is wrong: it was damaged on its way; send it again");
    }
  }

  /** The length the last member names, as far as a gzip of this length can be that long. */
  private int sizeHint(Bytes in) {
    long named = in.length() < 18 ? 0 : GzipHeader.int32(in, in.length() - 4) & 0xFFFFFFFFL;
    return (int) Math.min(Math.min(named, limit), in.length() * 1040L) + 1;
  }

  private void ensure(int size) {
    if (size <= out.length) {
      return;
    }
    // One byte more than the limit, to tell a full buffer from one that runs over.
    long grown = Math.max(Math.max(size, out.length * 2L), 8192);
    byte[] larger = new byte[(int) Math.min(grown, limit + 1L)];
    System.arraycopy(out, 0, larger, 0, written);
    out = larger;
  }

  private void checkLimit(int size) throws UnreadableException {
    if (size > limit) {
      throw new PayloadTooLargeException(
          "the payload is larger than the limit of " + limit + " bytes decompressed; send less");
    }
  }
}
