package dev.logtrail.cost;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;

/**
 * Adds up costs day by day as AWS does: tiers count the GB-seconds of a month, by account, region
 * and architecture. Days must come in order. Not thread-safe.
 */
public final class TieredSum {
  private final CostEstimator estimator;
  private final Map<Meter, BigDecimal> used = new HashMap<>();

  /** One count of GB-seconds that AWS keeps. */
  private record Meter(String account, String region, Architecture architecture, YearMonth month) {}

  public TieredSum(CostEstimator estimator) {
    this.estimator = estimator;
  }

  /**
   * Adds a function's usage of one day.
   *
   * @return what it costs at the tiers the month has reached; null if a price is not known
   */
  public Cost add(String account, String region, String functionName, LocalDate day, Usage usage) {
    Cost flat = estimator.of(functionName, region, day, usage);
    BillingMode mode = estimator.billing().mode(functionName);
    if (flat == null || (mode != BillingMode.ON_DEMAND && mode != BillingMode.SNAP_START)) {
      return flat; // other modes have no tiers
    }
    Architecture architecture = estimator.billing().architecture(functionName);
    RegionPrices prices = estimator.table().of(region, day);
    Meter meter = new Meter(account, region, architecture, YearMonth.from(day));
    BigDecimal before = used.getOrDefault(meter, BigDecimal.ZERO);
    used.put(meter, before.add(usage.gbSeconds()));
    BigDecimal compute = prices.compute().get(architecture).tiered(before, usage.gbSeconds());
    return new Cost(
        compute.add(CostEstimator.restores(prices, mode, usage)),
        flat.requestUsd(),
        flat.priceTable());
  }
}
