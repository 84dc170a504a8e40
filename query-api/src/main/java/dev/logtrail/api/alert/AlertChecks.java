package dev.logtrail.api.alert;

import dev.logtrail.api.load.TrailLists;
import dev.logtrail.api.load.TrailLoader;
import dev.logtrail.api.load.TrailSearch;
import dev.logtrail.api.stats.StatsFigures;
import dev.logtrail.cost.Cost;
import dev.logtrail.cost.CostEstimator;
import dev.logtrail.limit.AlertLimits;
import dev.logtrail.limit.ServerLimits;
import dev.logtrail.store.TrailQuery;
import dev.logtrail.store.TrailReader;
import dev.logtrail.store.alert.Alert.Breach;
import dev.logtrail.store.stats.FunctionSummary;
import dev.logtrail.store.stats.RollupMetric;
import dev.logtrail.store.stats.StatsCell;
import dev.logtrail.store.stats.StatsQuery;
import dev.logtrail.store.stats.StatsReader;
import dev.logtrail.structured.convention.Conventions;
import dev.logtrail.text.Counted;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Outcome;
import dev.logtrail.trail.TrailHeader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Measures what rules are about. */
final class AlertChecks {
  private static final long MINUTE_MS = 60_000;
  private static final long DAY_MS = 86_400_000;
  private static final int USUAL_DAYS = 7;

  private final TrailReader reader;
  private final StatsReader stats;
  private final CostEstimator costs;
  private final Conventions conventions;

  AlertChecks(TrailReader reader, StatsReader stats, CostEstimator costs, Conventions conventions) {
    this.reader = reader;
    this.stats = stats;
    this.costs = costs;
    this.conventions = conventions;
  }

  /** A function of an account and a region. */
  private record Owner(String account, String region, String function) {
    static Owner of(StatsCell c) {
      return new Owner(c.account(), c.region(), c.functionName());
    }
  }

  /** Functions for which a rule fires at a time, epoch ms. */
  List<Breach> check(AlertRule rule, long now) {
    return switch (rule.kind()) {
      case OUTCOME -> figures(rule, now, f -> count(f, rule.outcomes()), AlertChecks::requests);
      case ERROR_RATE -> figures(rule, now, AlertChecks::failedPercent, AlertChecks::percent);
      case COST_DAY -> costs(rule, now);
      case PATTERN -> pattern(rule, now);
      case SILENCE -> silence(rule, now);
    };
  }

  /** Says a number in words. */
  private interface Words {
    String of(AlertRule rule, double value);
  }

  private List<Breach> figures(
      AlertRule rule, long now, ToDoubleFunction<StatsFigures> figure, Words words) {
    List<Breach> found = new ArrayList<>();
    sums(rule, now - rule.windowMs(), now + MINUTE_MS)
        .forEach(
            (owner, f) -> {
              double value = figure.applyAsDouble(f);
              if (f.rollup().count(RollupMetric.REQUESTS) >= rule.least() && value > rule.above()) {
                found.add(breach(owner, value, words.of(rule, value)));
              }
            });
    return found;
  }

  /** Of whole minutes: that of {@code to} is not among them. */
  private Map<Owner, StatsFigures> sums(AlertRule rule, long from, long to) {
    StatsQuery query = new StatsQuery(null, null, null, floor(from), floor(to), null, false);
    Map<Owner, StatsFigures> sums = new LinkedHashMap<>();
    for (StatsCell cell : stats.cells(query)) {
      if (rule.functions().matches(cell.functionName())) {
        sums.computeIfAbsent(Owner.of(cell), o -> new StatsFigures()).add(cell, costs);
      }
    }
    return sums;
  }

  private static long floor(long ms) {
    return Math.floorDiv(ms, MINUTE_MS) * MINUTE_MS;
  }

  private static double count(StatsFigures f, List<Outcome> outcomes) {
    return outcomes.stream().mapToLong(o -> f.rollup().count(metric(o))).sum();
  }

  private static RollupMetric metric(Outcome outcome) {
    return switch (outcome) {
      case TIMEOUT -> RollupMetric.TIMEOUTS;
      case OUT_OF_MEMORY -> RollupMetric.OUT_OF_MEMORY;
      case CRASH -> RollupMetric.CRASHES;
      case INIT_ERROR -> RollupMetric.INIT_ERRORS;
      case ERROR -> RollupMetric.ERRORS;
      case SUCCESS -> RollupMetric.SUCCESSES;
      case RUNNING -> RollupMetric.RUNNING;
      case UNKNOWN -> RollupMetric.UNKNOWN;
    };
  }

  private static double failedPercent(StatsFigures f) {
    long all = f.rollup().count(RollupMetric.REQUESTS);
    return all == 0 ? 0 : 100.0 * f.failed() / all;
  }

  private static String requests(AlertRule rule, double value) {
    List<String> words = rule.outcomes().stream().map(o -> o.word().replace("_", " ")).toList();
    int last = words.size() - 1;
    String outcomes =
        last == 0
            ? words.get(0)
            : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    return Counted.of((long) value, "request") + " ended with " + outcomes;
  }

  private static String percent(AlertRule rule, double value) {
    return String.format(Locale.ROOT, "%.1f %% of requests failed", value);
  }

  private static Breach breach(Owner o, double value, String summary) {
    return new Breach(o.account(), o.region(), o.function(), value, summary);
  }

  private List<Breach> costs(AlertRule rule, long now) {
    Map<Owner, StatsFigures> before = sums(rule, now - (USUAL_DAYS + 1) * DAY_MS, now - DAY_MS);
    List<Breach> found = new ArrayList<>();
    sums(rule, now - DAY_MS, now + MINUTE_MS)
        .forEach(
            (owner, f) -> {
              double usual = usd(before.get(owner)) / USUAL_DAYS;
              double day = usd(f);
              long requests = f.rollup().count(RollupMetric.REQUESTS);
              // Of a function that is new nothing is known to be usual.
              if (usual > 0 && requests >= rule.least() && day / usual > rule.above()) {
                String text =
                    String.format(
                        Locale.ROOT,
                        "the last day cost USD %s, %.1f times the usual %s",
                        usdText(day),
                        day / usual,
                        usdText(usual));
                found.add(breach(owner, day / usual, text));
              }
            });
    return found;
  }

  /** Two digits that say something: a quiet function costs millionths a day. */
  private static String usdText(double usd) {
    BigDecimal exact = BigDecimal.valueOf(usd);
    int places = Math.max(2, exact.scale() - exact.precision() + 2);
    return exact.setScale(places, RoundingMode.HALF_UP).toPlainString();
  }

  private static double usd(StatsFigures f) {
    Cost cost = f == null ? null : f.cost();
    return cost == null ? 0 : cost.usd().doubleValue();
  }

  private List<Breach> pattern(AlertRule rule, long now) {
    TrailSearch search = new TrailSearch(reader, new TrailLoader(reader, conventions));
    TrailQuery query =
        TrailQuery.builder()
            .between(now - rule.windowMs(), now + 1)
            .limit(ServerLimits.PAGE_TRAILS)
            .build();
    List<TrailLists.Item> items =
        search
            .search(
                query.page(AlertLimits.MATCHED_TRAILS, null),
                rule.pattern(),
                search.candidates(query, rule.pattern()),
                AlertLimits.SEARCH_MS)
            .page()
            .items();
    Map<Owner, Integer> counts = new LinkedHashMap<>();
    for (TrailLists.Item item : items) {
      TrailHeader h = item.listed().row().header();
      LogStream s = h.key().stream();
      if (rule.functions().matches(h.functionName())) {
        counts.merge(new Owner(s.account(), s.region(), h.functionName()), 1, Integer::sum);
      }
    }
    List<Breach> found = new ArrayList<>();
    counts.forEach(
        (owner, count) -> {
          if (count > rule.above()) {
            found.add(
                breach(
                    owner,
                    count,
                    Counted.of(count, "request")
                        + (count == 1 ? " matches " : " match ")
                        + rule.pattern()));
          }
        });
    return found;
  }

  private List<Breach> silence(AlertRule rule, long now) {
    List<Breach> found = new ArrayList<>();
    for (FunctionSummary f : reader.functions(now - AlertLimits.WINDOW_MS)) {
      Long last = f.lastStartedAt();
      boolean ran = last != null && last >= now - AlertLimits.WINDOW_MS - rule.windowMs();
      if (ran && now - last > rule.windowMs() && rule.functions().matches(f.functionName())) {
        long minutes = (now - last) / MINUTE_MS;
        found.add(
            breach(
                new Owner(f.account(), f.region(), f.functionName()),
                minutes,
                "no request for " + Counted.of(rule.windowMs() / MINUTE_MS, "minute")));
      }
    }
    return found;
  }
}
