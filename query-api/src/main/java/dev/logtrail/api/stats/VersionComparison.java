package dev.logtrail.api.stats;

import dev.logtrail.api.http.ProblemException;
import dev.logtrail.api.render.Times;
import dev.logtrail.cost.Cost;
import dev.logtrail.store.stats.RollupMetric;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Two versions of a function beside each other.
 *
 * @param before the earlier version
 * @param after the later one
 * @param from start of the span, epoch ms
 * @param to its end, itself not in it
 * @param text their figures as a table
 */
public record VersionComparison(String before, String after, long from, long to, String text) {
  /** By number; {@code $LATEST}, which is no version of its own, comes first. */
  private static final Comparator<String> BY_NUMBER =
      Comparator.comparingLong(VersionComparison::ordinal).thenComparing(v -> v);

  private static long ordinal(String version) {
    return version.matches("\\d{1,18}") ? Long.parseLong(version) : -1;
  }

  /**
   * Compares.
   *
   * @param wanted the two versions; empty for the two newest
   * @throws ProblemException 400 or 404 if there are not two; says which there are
   */
  static VersionComparison of(Statistics s, StatsParams p, List<String> wanted) {
    Map<String, StatsFigures> versions = new TreeMap<>(BY_NUMBER);
    s.groups()
        .forEach(
            (group, series) -> {
              if (versions.put(String.valueOf(group.version()), series.totals()) != null) {
                throw new ProblemException(
                    400,
                    "Function '%s' is in several accounts or regions: give 'account' and 'region'."
                        .formatted(p.function()));
              }
            });
    List<String> known = new ArrayList<>(versions.keySet());
    List<String> two =
        wanted.isEmpty() && known.size() > 1
            ? known.subList(known.size() - 2, known.size())
            : wanted;
    if (two.size() != 2 || !known.containsAll(two)) {
      throw new ProblemException(
          404,
          "There are not two such versions of '%s' between %s and %s: seen were %s. A version is published with 'aws lambda publish-version'; of $LATEST alone, compare stats of two spans of time."
              .formatted(
                  p.function(),
                  Times.utc(p.from()),
                  Times.utc(p.to()),
                  known.isEmpty() ? "none" : String.join(", ", known)));
    }
    StringBuilder text = new StringBuilder();
    text.append(p.function()).append(", ").append(Times.utc(p.from())).append(" to ");
    text.append(Times.utc(p.to())).append('\n');
    line(text, "version", two.get(0), two.get(1), "change");
    figures(text, versions.get(two.get(0)), versions.get(two.get(1)));
    return new VersionComparison(two.get(0), two.get(1), p.from(), p.to(), text.toString());
  }

  private static void figures(StringBuilder text, StatsFigures a, StatsFigures b) {
    row(text, "requests", a, b, f -> (double) f.rollup().count(RollupMetric.REQUESTS));
    row(text, "failed %", a, b, f -> share(f.failed(), f));
    row(text, "timeouts %", a, b, f -> share(f.rollup().count(RollupMetric.TIMEOUTS), f));
    row(text, "cold starts %", a, b, VersionComparison::cold);
    row(text, "p50 ms", a, b, f -> f.quantile(0.5));
    row(text, "p95 ms", a, b, f -> f.quantile(0.95));
    row(text, "p99 ms", a, b, f -> f.quantile(0.99));
    row(text, "peak MB", a, b, f -> number(f.rollup().value(RollupMetric.MAX_MEMORY_USED_MB)));
    row(text, "USD per million", a, b, VersionComparison::perMillion);
  }

  private static Double share(long part, StatsFigures f) {
    long all = f.rollup().count(RollupMetric.REQUESTS);
    return all == 0 ? null : 100.0 * part / all;
  }

  private static Double cold(StatsFigures f) {
    return f.coldStartShare() == null ? null : 100 * f.coldStartShare();
  }

  private static Double number(Number n) {
    return n == null ? null : n.doubleValue();
  }

  private static Double perMillion(StatsFigures f) {
    Cost cost = f.cost();
    long priced = f.rollup().count(RollupMetric.REQUESTS) - f.unpriced();
    return cost == null || priced <= 0
        ? null
        : cost.usd()
            .multiply(BigDecimal.valueOf(1_000_000))
            .divide(BigDecimal.valueOf(priced), MathContext.DECIMAL64)
            .doubleValue();
  }

  private static void row(
      StringBuilder text,
      String name,
      StatsFigures a,
      StatsFigures b,
      Function<StatsFigures, Double> figure) {
    Double x = figure.apply(a);
    Double y = figure.apply(b);
    String change =
        x == null || y == null || x == 0
            ? "-"
            : String.format(Locale.ROOT, "%+.0f %%", 100 * (y - x) / x);
    line(text, name, shown(x), shown(y), change);
  }

  private static String shown(Double x) {
    return x == null
        ? "-"
        : String.format(Locale.ROOT, x == Math.rint(x) && x < 1e15 ? "%,.0f" : "%,.2f", x);
  }

  private static void line(StringBuilder text, String name, String a, String b, String change) {
    text.append(String.format(Locale.ROOT, "%-16s %14s %14s %10s%n", name, a, b, change));
  }
}
