package dev.logtrail.api.stats;

import dev.logtrail.cost.BillingMode;
import dev.logtrail.cost.Cost;
import dev.logtrail.cost.CostEstimator;
import dev.logtrail.cost.Usage;
import dev.logtrail.store.stats.Rollup;
import dev.logtrail.store.stats.RollupMetric;
import dev.logtrail.store.stats.StatsCell;

/**
 * A cell and what its requests cost, worked out once for all sums it is part of.
 *
 * @param cost null if none of its requests has a price
 * @param unpriced requests that are not in the cost: without a report, or without a known price
 */
record PricedCell(StatsCell cell, Cost cost, long unpriced) {

  /** Its requests cost what the day of its start tells. */
  static PricedCell of(StatsCell cell, CostEstimator costs) {
    Usage usage = usage(cell, costs);
    Cost cost = costs.of(cell.functionName(), cell.region(), CostEstimator.day(cell.at()), usage);
    long requests = cell.rollup().count(RollupMetric.REQUESTS);
    return cost == null || usage.requests() == 0
        ? new PricedCell(cell, null, requests)
        : new PricedCell(cell, cost, requests - usage.requests());
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
}
