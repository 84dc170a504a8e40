package dev.logtrail.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;

/**
 * What something costs, estimated.
 *
 * @param computeUsd US dollars for duration, and for restores where they are charged; exact
 * @param requestUsd US dollars for requests; exact
 * @param priceTable version of the prices
 */
public record Cost(BigDecimal computeUsd, BigDecimal requestUsd, String priceTable) {
  private static final int DECIMALS = 12;

  public Cost {
    Objects.requireNonNull(computeUsd, "computeUsd");
    Objects.requireNonNull(requestUsd, "requestUsd");
    Objects.requireNonNull(priceTable, "priceTable");
  }

  /** All of it, in US dollars; exact. */
  public BigDecimal usd() {
    return computeUsd.add(requestUsd);
  }

  /** An amount as it is written: 12 decimals, half up. */
  public static String text(BigDecimal usd) {
    return usd.setScale(DECIMALS, RoundingMode.HALF_UP).toPlainString();
  }
}
