package dev.logtrail.payload.bytes;

import java.io.InputStream;

/**
 * Bytes as UTF-8, with U+FFFD for each sequence that is not, made while they are read: a text is
 * repaired without a copy of it. Says where in the original what was read stands.
 */
final class Utf8Repair extends InputStream {
  /** The lead byte of surrogates, which are no characters, and of some characters before them. */
  private static final byte SURROGATES = (byte) 0xED;

  private static final int LAST_BEFORE_SURROGATES = 0x9F;
  private static final byte[] REPLACEMENT = {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD};

  private final Bytes in;
  private int at;

  /** Up to here the bytes are whole, valid characters. */
  private int validTo;

  /** Bytes of a replacement that are still to be read. */
  private int left;

  private final Cursor starts = new Cursor();
  private final Cursor ends = new Cursor();

  /**
   * A place in the repaired text, and the same in the original; goes forward with its questions.
   */
  private static final class Cursor {
    private long repaired;
    private int original;
  }

  Utf8Repair(Bytes in) {
    this.in = in;
  }

  /** Whether anything in these bytes is not UTF-8. */
  static boolean isNeeded(Bytes in) {
    for (int i = 0; i < in.length(); ) {
      int n = character(in, i);
      if (n < 0) {
        return true;
      }
      i += n;
    }
    return false;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] to, int from, int length) {
    int n = 0;
    while (n < length) {
      if (left > 0) {
        to[from + n++] = REPLACEMENT[REPLACEMENT.length - left--];
      } else if (at < validTo) {
        to[from + n++] = in.at(at++);
      } else if (at == in.length()) {
        break;
      } else {
        next();
      }
    }
    return n == 0 && length > 0 ? -1 : n;
  }

  private void next() {
    int n = character(in, at);
    if (n > 0) {
      validTo = at + n;
    } else {
      at -= n;
      validTo = at;
      left = REPLACEMENT.length;
    }
  }

  /** Where in the original a token begins that begins so far into what was read. */
  int start(long repaired) {
    return origin(starts, repaired);
  }

  /** Where in the original a token ends that ends so far into what was read. */
  int end(long repaired) {
    return origin(ends, repaired);
  }

  private int origin(Cursor cursor, long repaired) {
    if (repaired < cursor.repaired) {
      cursor.repaired = 0;
      cursor.original = 0;
    }
    while (cursor.repaired < repaired && cursor.original < in.length()) {
      int n = character(in, cursor.original);
      cursor.repaired += n > 0 ? n : REPLACEMENT.length;
      cursor.original += Math.abs(n);
    }
    return cursor.original;
  }

  /**
   * The length of the character at an index; that of what is none (the longest beginning of one, a
   * surrogate, or a single byte) below zero.
   */
  private static int character(Bytes in, int i) {
    int lead = in.at(i);
    if (lead >= 0) {
      return 1;
    }
    int length = length(lead & 0xff);
    if (length == 0) {
      return -1;
    }
    for (int k = 1; k < length; k++) {
      if (i + k >= in.length() || !follows(lead & 0xff, k, in.at(i + k) & 0xff)) {
        return -k;
      }
    }
    return lead == SURROGATES && (in.at(i + 1) & 0xff) > LAST_BEFORE_SURROGATES ? -length : length;
  }

  private static int length(int lead) {
    if (lead >= 0xC2 && lead <= 0xDF) {
      return 2;
    }
    if (lead >= 0xE0 && lead <= 0xEF) {
      return 3;
    }
    return lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
  }

  /** Whether a byte may be the {@code k}th after a lead byte: no overlong form. */
  private static boolean follows(int lead, int k, int b) {
    int least = 0x80;
    int most = 0xBF;
    if (k == 1) {
      least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : least;
      most = lead == 0xF4 ? 0x8F : most;
    }
    return b >= least && b <= most;
  }
}
