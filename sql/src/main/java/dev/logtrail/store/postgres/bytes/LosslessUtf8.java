package dev.logtrail.store.postgres.bytes;

import java.nio.charset.StandardCharsets;

/**
 * UTF-8 that also carries unpaired surrogates (as three bytes each, the way WTF-8 does), which a
 * Java string may hold and standard UTF-8 may not.
 */
public final class LosslessUtf8 {
  private LosslessUtf8() {}

  /**
   * Whether standard UTF-8 would lose something of {@code text}, of which {@code utf8} was made.
   */
  public static boolean isLossy(String text, byte[] utf8) {
    // Java writes what it cannot write as '?'. Without one (the common case) nothing was lost.
    return contains(utf8, (byte) '?') && hasUnpairedSurrogate(text);
  }

  private static boolean contains(byte[] bytes, byte wanted) {
    for (byte b : bytes) {
      if (b == wanted) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasUnpairedSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      int codePoint = text.codePointAt(i);
      if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
        return true;
      }
      i += Character.charCount(codePoint) - 1;
    }
    return false;
  }

  /** The bytes of any text. */
  public static byte[] encode(String text) {
    byte[] standard = text.getBytes(StandardCharsets.UTF_8);
    return isLossy(text, standard) ? encodeSurrogates(text) : standard;
  }

  private static byte[] encodeSurrogates(String text) {
    ByteWriter out = new ByteWriter(text.length() * 3);
    int i = 0;
    while (i < text.length()) {
      int codePoint = text.codePointAt(i);
      i += Character.charCount(codePoint);
      if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
        out.putByte(0xE0 | codePoint >> 12);
        out.putByte(0x80 | codePoint >> 6 & 0x3F);
        out.putByte(0x80 | codePoint & 0x3F);
      } else {
        out.putBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
      }
    }
    return out.toByteArray();
  }

  /** The text of what {@link #encode} wrote. */
  public static String decode(byte[] bytes, int from, int length) {
    StringBuilder out = new StringBuilder(length);
    int plain = from;
    int i = from;
    while (i < from + length) {
      if (isSurrogateAt(bytes, i, from + length)) {
        out.append(new String(bytes, plain, i - plain, StandardCharsets.UTF_8));
        out.append((char) (0xD000 | (bytes[i + 1] & 0x3F) << 6 | bytes[i + 2] & 0x3F));
        i += 3;
        plain = i;
      } else {
        i++;
      }
    }
    return out.append(new String(bytes, plain, i - plain, StandardCharsets.UTF_8)).toString();
  }

  /** Standard UTF-8 never holds 0xED before 0xA0 or above. */
  private static boolean isSurrogateAt(byte[] bytes, int i, int end) {
    return i + 2 < end && bytes[i] == (byte) 0xED && (bytes[i + 1] & 0xE0) == 0xA0;
  }
}
