package dev.logtrail.store.postgres.bytes;

import java.util.Arrays;

/** A growing array of bytes, and the ways numbers are written into it. Not thread-safe. */
public final class ByteWriter {
  private byte[] bytes;
  private int size;

  public ByteWriter(int capacity) {
    bytes = new byte[Math.max(capacity, 16)];
  }

  public int size() {
    return size;
  }

  /** The array itself; what lies behind {@link #size()} means nothing. */
  public byte[] array() {
    return bytes;
  }

  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  public void clear() {
    size = 0;
  }

  /**
   * Makes room for so many bytes that others write into the {@link #array()} themselves.
   *
   * @return where they begin
   */
  public int makeRoom(int bytes) {
    reserve(bytes);
    return size;
  }

  /** So many bytes were written where {@link #makeRoom} told. */
  public void added(int bytes) {
    size += bytes;
  }

  public void putByte(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
  }

  public void putBytes(byte[] source) {
    putBytes(source, 0, source.length);
  }

  public void putBytes(byte[] source, int from, int length) {
    reserve(length);
    System.arraycopy(source, from, bytes, size, length);
    size += length;
  }

  /** Eight bytes, the highest first. */
  public void putLong(long value) {
    putHighFirst(value, Long.BYTES);
  }

  /** Four bytes, the highest first. */
  public void putInt(int value) {
    putHighFirst(value, Integer.BYTES);
  }

  private void putHighFirst(long value, int count) {
    reserve(count);
    for (int shift = 8 * (count - 1); shift >= 0; shift -= 8) {
      bytes[size++] = (byte) (value >>> shift);
    }
  }

  /** Seven bits a byte, the lowest first: small numbers are short. */
  public void putVarint(long value) {
    reserve(10);
    while ((value & ~0x7FL) != 0) {
      bytes[size++] = (byte) (value | 0x80);
      value >>>= 7;
    }
    bytes[size++] = (byte) value;
  }

  /** A varint in which small negative numbers are short too. */
  public void putSigned(long value) {
    putVarint((value << 1) ^ (value >> 63));
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(size, more)));
    }
  }
}
