package dev.logtrail.store.postgres.bytes;

import dev.logtrail.store.StoreException;

/** Reads what {@link ByteWriter} wrote. Every read checks the bounds. Not thread-safe. */
public final class ByteReader {
  private final byte[] bytes;
  private final int end;
  private int position;

  public ByteReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  public ByteReader(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.position = from;
    this.end = end;
  }

  int position() {
    return position;
  }

  public int remaining() {
    return end - position;
  }

  public byte[] array() {
    return bytes;
  }

  public int getByte() {
    return bytes[advance(1)] & 0xFF;
  }

  public long getLong() {
    return getHighFirst(Long.BYTES);
  }

  public int getInt() {
    return (int) getHighFirst(Integer.BYTES);
  }

  private long getHighFirst(int count) {
    long value = 0;
    for (int i = 0; i < count; i++) {
      value = value << 8 | getByte();
    }
    return value;
  }

  public long getVarint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int b = getByte();
      value |= (long) (b & 0x7F) << shift;
      if (b < 0x80) {
        return value;
      }
    }
    throw new StoreException("a number at byte " + position + " has no end");
  }

  /** Steps over varints, or signed ones, without a look at what they say. */
  public void skipVarints(int count) {
    int at = position;
    int left = count;
    while (left > 0 && at < end) {
      left -= bytes[at++] >= 0 ? 1 : 0;
    }
    if (left > 0) {
      throw new StoreException("%d numbers are missing at byte %d".formatted(left, end));
    }
    position = at;
  }

  public long getSigned() {
    long value = getVarint();
    return (value >>> 1) ^ -(value & 1);
  }

  /** A varint that counts things of which each takes at least one of the bytes that follow. */
  public int getCount() {
    long count = getVarint();
    if (count < 0 || count > remaining()) {
      throw new StoreException(
          "byte %d announces %d, but %d bytes follow".formatted(position, count, remaining()));
    }
    return (int) count;
  }

  /** Steps over {@code length} bytes and returns where they begin. */
  public int advance(int length) {
    if (length < 0 || length > remaining()) {
      throw new StoreException("%d bytes wanted at byte %d of %d".formatted(length, position, end));
    }
    int from = position;
    position += length;
    return from;
  }
}
