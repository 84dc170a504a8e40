package dev.logtrail.api.stats;

import dev.logtrail.cost.Cost;
import dev.logtrail.cost.CostEstimator;
import dev.logtrail.cost.TieredSum;
import dev.logtrail.store.stats.StatsCell;
import dev.logtrail.store.stats.StatsQuery;
import dev.logtrail.store.stats.StatsReader;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;

/**
 * Estimated costs by UTC day and month, summed as AWS bills them: tiers count all functions of an
 * account, region and architecture from the first of the month, whichever functions are asked for.
 *
 * @param days US dollars by day
 * @param months US dollars by month; the first and last may not be whole
 * @param unpriced requests that are not in it
 */
record DailyBill(
    Map<LocalDate, BigDecimal> days, Map<YearMonth, BigDecimal> months, long unpriced) {

  /** Reads and sums up. */
  static DailyBill of(StatsReader reader, StatsParams p, CostEstimator costs) {
    LocalDate firstDay = CostEstimator.day(p.from());
    long monthBegan =
        firstDay.withDayOfMonth(1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    TieredSum sum = new TieredSum(costs);
    // What was used earlier in the month moves the tiers; the first day is cut at the minute.
    if (monthBegan < p.from()) {
      for (StatsCell c : reader.cells(byDay(p, monthBegan, p.from()))) {
        add(sum, c, costs);
      }
    }
    DailyBill bill = new DailyBill(new TreeMap<>(), new TreeMap<>(), 0);
    StatsFigures counted = new StatsFigures();
    for (StatsCell c : reader.cells(byDay(p, p.from(), p.to()))) {
      Cost cost = add(sum, c, costs);
      if (p.function() == null || p.function().equals(c.functionName())) {
        counted.add(c, costs);
        if (cost != null) {
          LocalDate day = CostEstimator.day(c.at());
          bill.days.merge(day, cost.usd(), BigDecimal::add);
          bill.months.merge(YearMonth.from(day), cost.usd(), BigDecimal::add);
        }
      }
    }
    return new DailyBill(bill.days, bill.months, counted.unpriced());
  }

  private static StatsQuery byDay(StatsParams p, long from, long to) {
    return new StatsQuery(null, p.account(), p.region(), from, to, StatsParams.DAY_MS, false);
  }

  private static Cost add(TieredSum sum, StatsCell c, CostEstimator costs) {
    return sum.add(
        c.account(),
        c.region(),
        c.functionName(),
        CostEstimator.day(c.at()),
        PricedCell.usage(c, costs));
  }
}
