package dev.logtrail.api.stats;

import dev.logtrail.cost.Cost;
import dev.logtrail.cost.CostEstimator;
import dev.logtrail.store.stats.Rollup;
import dev.logtrail.store.stats.RollupMetric;
import dev.logtrail.store.stats.StatsCell;
import java.math.BigDecimal;

/** The figures of some requests together, and what they cost. Not thread-safe. */
public final class StatsFigures {
  private final Rollup rollup = new Rollup();
  private BigDecimal computeUsd = BigDecimal.ZERO;
  private BigDecimal requestUsd = BigDecimal.ZERO;
  private String priceTable;
  private long unpriced;

  /** Adds a cell; its requests cost what the day of its start tells. */
  public void add(StatsCell cell, CostEstimator costs) {
    add(PricedCell.of(cell, costs));
  }

  /** Adds a cell. */
  void add(PricedCell priced) {
    rollup.merge(priced.cell().rollup());
    Cost cost = priced.cost();
    if (cost != null) {
      add(cost.computeUsd(), cost.requestUsd(), cost.priceTable());
    }
    unpriced += priced.unpriced();
  }

  /** Adds all of another. */
  void add(StatsFigures other) {
    rollup.merge(other.rollup);
    if (other.priceTable != null) {
      add(other.computeUsd, other.requestUsd, other.priceTable);
    }
    unpriced += other.unpriced;
  }

  private void add(BigDecimal compute, BigDecimal requests, String table) {
    computeUsd = computeUsd.add(compute);
    requestUsd = requestUsd.add(requests);
    priceTable = table;
  }

  /** The sums themselves. */
  public Rollup rollup() {
    return rollup;
  }

  /** Null if no request has a price. */
  public Cost cost() {
    return priceTable == null ? null : new Cost(computeUsd, requestUsd, priceTable);
  }

  /** Requests that are not in the cost: without a report, or without a known price. */
  long unpriced() {
    return unpriced;
  }

  /**
   * The duration in ms that such a share of the requests did not exceed; null if none is known. The
   * sketch alone may say a little more than the longest there was.
   */
  Double quantile(double share) {
    Double value = rollup.durations().quantile(share);
    Number max = rollup.value(RollupMetric.MAX_DURATION_MS);
    return value == null || max == null
        ? value
        : Double.valueOf(Math.min(value, max.doubleValue()));
  }

  /** Requests whose outcome is an error or worse. */
  public long failed() {
    return rollup.count(RollupMetric.TIMEOUTS)
        + rollup.count(RollupMetric.OUT_OF_MEMORY)
        + rollup.count(RollupMetric.CRASHES)
        + rollup.count(RollupMetric.INIT_ERRORS)
        + rollup.count(RollupMetric.ERRORS);
  }

  /** Share of cold starts among those whose kind is known; null if none is. */
  Double coldStartShare() {
    long known = rollup.count(RollupMetric.KNOWN_STARTS);
    return known == 0 ? null : (double) rollup.count(RollupMetric.COLD_STARTS) / known;
  }
}
