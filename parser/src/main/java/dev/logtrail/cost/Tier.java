package dev.logtrail.cost;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * A price from some use on.
 *
 * @param fromGbSeconds GB-seconds of the month from which it applies; not negative
 * @param usd US dollars for a GB-second
 */
public record Tier(BigDecimal fromGbSeconds, BigDecimal usd) {
  public Tier {
    Objects.requireNonNull(fromGbSeconds, "fromGbSeconds");
    Objects.requireNonNull(usd, "usd");
    if (fromGbSeconds.signum() < 0 || usd.signum() < 0) {
      throw new IllegalArgumentException(
          "a tier is " + usd + " from " + fromGbSeconds + "; neither may be negative");
    }
  }
}
