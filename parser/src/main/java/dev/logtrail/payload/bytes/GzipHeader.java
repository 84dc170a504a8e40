package dev.logtrail.payload.bytes;

/** Reads the fixed parts of a gzip member (RFC 1952). */
final class GzipHeader {
  private static final int FIXED_BYTES = 10;
  private static final int HEADER_CRC = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;

  private GzipHeader() {}

  /** Where the header that begins at {@code at} ends. */
  static int end(Bytes in, int at) throws UnreadableException {
    boolean begins = in.at(at) == 0x1f && (at + 1 == in.length() || in.at(at + 1) == (byte) 0x8b);
    if (begins && in.length() - at < FIXED_BYTES) {
      throw truncated(in.length());
    }
    if (!begins) {
      throw new UnreadableException(
          "after the gzip, at byte " + at + ", something follows that is not gzip");
    }
    if (in.at(at + 2) != 8) {
      throw new UnreadableException("gzip with method " + in.at(at + 2) + "; only 8 exists");
    }
    int flags = in.at(at + 3);
    int i = at + FIXED_BYTES;
    if ((flags & EXTRA) != 0) {
      need(in, i + 2);
      i += 2 + (in.at(i) & 0xff | (in.at(i + 1) & 0xff) << 8);
    }
    if ((flags & NAME) != 0) {
      i = afterZero(in, i);
    }
    if ((flags & COMMENT) != 0) {
      i = afterZero(in, i);
    }
    i += (flags & HEADER_CRC) != 0 ? 2 : 0;
    need(in, i);
    return i;
  }

  static int int32(Bytes in, int i) {
    return in.at(i) & 0xff
        | (in.at(i + 1) & 0xff) << 8
        | (in.at(i + 2) & 0xff) << 16
        | (in.at(i + 3) & 0xff) << 24;
  }

  static UnreadableException truncated(int length) {
    return new UnreadableException(
        "the gzip is truncated: it ends in the middle, at byte " + length + "; send all of it");
  }

  private static int afterZero(Bytes in, int start) throws UnreadableException {
    int zero = start <= in.length() ? in.indexOf(0, start) : -1;
    if (zero < 0) {
      throw truncated(in.length());
    }
    return zero + 1;
  }

  private static void need(Bytes in, int length) throws UnreadableException {
    if (in.length() < length) {
      throw truncated(in.length());
    }
  }
}
