package dev.logtrail.trail;

/**
 * The numbers inside a CloudWatch event id: {@code timestamp << 144 | ingestionTime << 80 |
 * batchHash << 16 | seq}, written in decimal (see {@link EventId}).
 *
 * <p>Own arithmetic on three 64-bit words instead of BigInteger: it runs once for every event.
 *
 * @param timestamp bits from 144 on
 * @param ingestionTime 64 bits
 * @param batchHash 64 bits, the same for all events of one PutLogEvents call
 * @param seq 16 bits, the place in that call
 */
public record CloudWatchId(long timestamp, long ingestionTime, long batchHash, int seq) {
  private static final int MIN_DIGITS = 54;
  private static final int MAX_DIGITS = 57;
  private static final int CHUNK_DIGITS = 18;
  private static final long CHUNK = 1_000_000_000_000_000_000L;
  private static final long HALF_CHUNK = 1_000_000_000L;

  /**
   * Takes an id apart.
   *
   * @return null if {@link #text()} would not give back exactly {@code id}
   */
  public static CloudWatchId parse(String id) {
    int length = id.length();
    if (length < MIN_DIGITS || length > MAX_DIGITS || id.charAt(0) == '0') {
      return null;
    }
    long high = 0;
    long middle = 0;
    long low = 0;
    int at = 0;
    int end = length % CHUNK_DIGITS;
    while (at < length) {
      long digits = digits(id, at, end);
      if (digits < 0) {
        return null;
      }
      long product = low * CHUNK;
      long carry = multiplyHigh(low);
      low = product + digits;
      carry += Long.compareUnsigned(low, product) < 0 ? 1 : 0;
      product = middle * CHUNK;
      long nextCarry = multiplyHigh(middle);
      middle = product + carry;
      nextCarry += Long.compareUnsigned(middle, product) < 0 ? 1 : 0;
      high = high * CHUNK + nextCarry;
      at = end;
      end += CHUNK_DIGITS;
    }
    return new CloudWatchId(
        high >>> 16, high << 48 | middle >>> 16, middle << 48 | low >>> 16, (int) low & 0xFFFF);
  }

  /** The id's decimal text. */
  public String text() {
    long high = timestamp << 16 | ingestionTime >>> 48;
    long middle = ingestionTime << 16 | batchHash >>> 48;
    long low = batchHash << 16 | seq;
    int[] limbs = {
      (int) (high >>> 32), (int) high,
      (int) (middle >>> 32), (int) middle,
      (int) (low >>> 32), (int) low
    };
    char[] text = new char[MAX_DIGITS + 9];
    int first = text.length;
    int highest = 0;
    for (int chunk = 0; chunk < 7; chunk++) {
      while (highest < limbs.length && limbs[highest] == 0) {
        highest++;
      }
      long rest = divide(limbs, highest);
      for (int digit = 0; digit < 9; digit++) {
        text[--first] = (char) ('0' + rest % 10);
        rest /= 10;
      }
    }
    while (first < text.length - 1 && text[first] == '0') {
      first++;
    }
    return new String(text, first, text.length - first);
  }

  /** Divides what is not 0 yet in place by 10^9 and returns the remainder. */
  private static long divide(int[] limbs, int first) {
    long rest = 0;
    for (int i = first; i < limbs.length; i++) {
      long dividend = rest << 32 | limbs[i] & 0xFFFFFFFFL;
      limbs[i] = (int) (dividend / HALF_CHUNK);
      rest = dividend % HALF_CHUNK;
    }
    return rest;
  }

  /** The high word of {@code word * 10^18}, both unsigned. */
  private static long multiplyHigh(long word) {
    return Math.multiplyHigh(word, CHUNK) + (word >> 63 & CHUNK);
  }

  private static long digits(String id, int from, int end) {
    long value = 0;
    for (int i = from; i < end; i++) {
      int digit = id.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }
}
