package dev.logtrail.api.stats;

import dev.logtrail.cost.BillingMode;
import dev.logtrail.cost.Cost;
import dev.logtrail.cost.CostEstimator;
import dev.logtrail.cost.Usage;
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
    rollup.merge(cell.rollup());
    Usage usage = usage(cell, costs);
    Cost cost = costs.of(cell.functionName(), cell.region(), CostEstimator.day(cell.at()), usage);
    long requests = cell.rollup().count(RollupMetric.REQUESTS);
    if (cost == null) {
      unpriced += requests;
    } else if (usage.requests() > 0) {
      computeUsd = computeUsd.add(cost.computeUsd());
      requestUsd = requestUsd.add(cost.requestUsd());
      priceTable = cost.priceTable();
      unpriced += requests - usage.requests();
    } else {
      unpriced += requests;
    }
  }

  /** What a cell's requests used, as far as their reports tell. */
  static Usage usage(StatsCell cell, CostEstimator costs) {
    Rollup r = cell.rollup();
    boolean onlyRequests =
        costs.billing().mode(cell.functionName()) == BillingMode.MANAGED_INSTANCES;
    return onlyRequests
        ? new Usage(r.count(RollupMetric.REPORTS), 0, 0)
        : new Usage(
            r.count(RollupMetric.PRICED),
            r.count(RollupMetric.MB_MS),
            r.count(RollupMetric.RESTORED_MB));
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
