package dev.logtrail.payload.bytes;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A stretch of a byte array, not copied.
 *
 * @param array holds the bytes, and perhaps others
 * @param from index of the first
 * @param to index after the last
 */
public record Bytes(byte[] array, int from, int to) {

  public static Bytes of(byte[] array) {
    return new Bytes(array, 0, array.length);
  }

  public int length() {
    return to - from;
  }

  public boolean isEmpty() {
    return to == from;
  }

  public byte at(int i) {
    return array[from + i];
  }

  /** From {@code start} to {@code end}, counted from this stretch's beginning. */
  public Bytes slice(int start, int end) {
    return new Bytes(array, from + start, from + end);
  }

  public byte[] copy() {
    return Arrays.copyOfRange(array, from, to);
  }

  /** Index of the first {@code b} at or after {@code start}, or -1. */
  public int indexOf(int b, int start) {
    for (int i = from + start; i < to; i++) {
      if (array[i] == b) {
        return i - from;
      }
    }
    return -1;
  }

  boolean startsWith(String ascii) {
    if (length() < ascii.length()) {
      return false;
    }
    for (int i = 0; i < ascii.length(); i++) {
      if (at(i) != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The bytes as UTF-8; what is not UTF-8 becomes U+FFFD. */
  public String text() {
    return new String(array, from, length(), StandardCharsets.UTF_8);
  }

  /** At most so many bytes, the first ones. */
  public Bytes first(int most) {
    return length() <= most ? this : slice(0, most);
  }

  /** Whether a byte order mark says that this is UTF-16, as some shells write files. */
  public boolean isUtf16() {
    return length() >= 2
        && (at(0) == (byte) 0xFE && at(1) == (byte) 0xFF
            || at(0) == (byte) 0xFF && at(1) == (byte) 0xFE);
  }

  /** What follows the rest of a line, if that rest is blank. */
  public Bytes afterLineEnd() {
    int i = from;
    while (i < to && isBlank(array[i]) && array[i] != '\n') {
      i++;
    }
    return i < to && array[i] == '\n' ? new Bytes(array, i + 1, to) : this;
  }

  /** Without the UTF-8 byte order mark in front. */
  public Bytes withoutMark() {
    boolean marked =
        length() >= 3 && at(0) == (byte) 0xEF && at(1) == (byte) 0xBB && at(2) == (byte) 0xBF;
    return marked ? slice(3, length()) : this;
  }

  /** Without blanks and the UTF-8 byte order mark in front, and without blanks and zeros behind. */
  public Bytes trimmed() {
    int start = withoutMark().from;
    while (start < to && isBlank(array[start])) {
      start++;
    }
    int end = to;
    while (end > start && (isBlank(array[end - 1]) || array[end - 1] == 0)) {
      end--;
    }
    return new Bytes(array, start, end);
  }

  static boolean isBlank(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }
}
