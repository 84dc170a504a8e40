package dev.logtrail.attribution;

import java.math.BigInteger;

/** Event ids as CloudWatch makes them: they rise with time and place in the batch. */
final class EventIds {
  private EventIds() {}

  static String of(long time, int seq) {
    return BigInteger.valueOf(time)
        .shiftLeft(144)
        .or(BigInteger.valueOf(time + 1_500).shiftLeft(80))
        .or(BigInteger.valueOf(77).shiftLeft(16))
        .or(BigInteger.valueOf(seq % 65_536))
        .toString();
  }
}
