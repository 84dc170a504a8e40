package dev.logtrail.cost;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;

/**
 * The prices of running on one architecture, in US dollars; null where a price is not known.
 *
 * @param gbSecond on demand, by tier; the first begins at 0. Empty if not known
 * @param provisionedGbSecond duration on provisioned concurrency
 * @param provisionedIdleGbSecond provisioned concurrency itself, used or not
 * @param ephemeralGbSecond storage in /tmp above 512 MB
 */
public record ComputePrices(
    List<Tier> gbSecond,
    BigDecimal provisionedGbSecond,
    BigDecimal provisionedIdleGbSecond,
    BigDecimal ephemeralGbSecond) {
  public ComputePrices {
    gbSecond = gbSecond.stream().sorted(Comparator.comparing(Tier::fromGbSeconds)).toList();
    if (!gbSecond.isEmpty() && gbSecond.get(0).fromGbSeconds().signum() != 0) {
      throw new IllegalArgumentException(
          "the first tier begins at " + gbSecond.get(0).fromGbSeconds() + "; right would be 0");
    }
  }

  /** The price of the first tier, or null. */
  BigDecimal firstTier() {
    return gbSecond.isEmpty() ? null : gbSecond.get(0).usd();
  }

  /**
   * What GB-seconds cost that follow others of the same month.
   *
   * @param before GB-seconds used before, in the month
   * @param used GB-seconds to pay for
   * @return US dollars, exact
   */
  BigDecimal tiered(BigDecimal before, BigDecimal used) {
    BigDecimal after = before.add(used);
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < gbSecond.size(); i++) {
      BigDecimal from = gbSecond.get(i).fromGbSeconds().max(before);
      BigDecimal to = i + 1 == gbSecond.size() ? after : gbSecond.get(i + 1).fromGbSeconds();
      BigDecimal inTier = to.min(after).subtract(from);
      if (inTier.signum() > 0) {
        sum = sum.add(inTier.multiply(gbSecond.get(i).usd()));
      }
    }
    return sum;
  }
}
