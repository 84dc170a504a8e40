package dev.logtrail.demo.lambda;

import java.util.Random;

/**
 * How likely each failure is, from 0 to 1.
 *
 * @param handledError per request
 * @param unhandledException per request
 * @param timeout per request
 * @param outOfMemory per request
 * @param crash per request
 * @param initFailure per request that begins with an init
 * @param oldStyle per environment: failures are lines of text, as before 2024, rather than fields
 *     of REPORT
 */
public record FailureOdds(
    double handledError,
    double unhandledException,
    double timeout,
    double outOfMemory,
    double crash,
    double initFailure,
    double oldStyle) {
  public FailureOdds {
    double sum = handledError + unhandledException + timeout + outOfMemory + crash;
    if (sum > 1) {
      throw new IllegalArgumentException(
          "the odds of the failures of one request must not sum to more than 1, was " + sum);
    }
    for (double odd :
        new double[] {
          handledError, unhandledException, timeout, outOfMemory, crash, initFailure, oldStyle
        }) {
      if (!(odd >= 0 && odd <= 1)) {
        throw new IllegalArgumentException("odds must be from 0 to 1, was " + odd);
      }
    }
  }

  /** A shop on a good day: about one request in twenty fails or complains. */
  public static FailureOdds usual() {
    return new FailureOdds(0.035, 0.012, 0.004, 0.003, 0.003, 0.04, 0.35);
  }

  /** Every failure within a few dozen requests, for tests. */
  public static FailureOdds frequent() {
    return new FailureOdds(0.12, 0.1, 0.07, 0.07, 0.07, 0.25, 0.5);
  }

  /** No failure at all. */
  public static FailureOdds none() {
    return new FailureOdds(0, 0, 0, 0, 0, 0, 0);
  }

  /**
   * Draws the failure of one request.
   *
   * @param withInit whether the request begins with an init
   */
  public FailureKind draw(Random random, boolean withInit) {
    if (withInit && random.nextDouble() < initFailure) {
      return FailureKind.INIT_FAILURE;
    }
    double drawn = random.nextDouble();
    double[] odds = {handledError, unhandledException, timeout, outOfMemory, crash};
    FailureKind[] failures = {
      FailureKind.HANDLED_ERROR,
      FailureKind.UNHANDLED_EXCEPTION,
      FailureKind.TIMEOUT,
      FailureKind.OUT_OF_MEMORY,
      FailureKind.CRASH
    };
    for (int i = 0; i < odds.length; i++) {
      if (drawn < odds[i]) {
        return failures[i];
      }
      drawn -= odds[i];
    }
    return FailureKind.NONE;
  }
}
