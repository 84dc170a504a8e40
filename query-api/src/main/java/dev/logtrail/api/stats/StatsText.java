package dev.logtrail.api.stats;

import dev.logtrail.api.render.Times;
import dev.logtrail.cost.Cost;
import dev.logtrail.store.stats.Rollup;
import dev.logtrail.store.stats.RollupMetric;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Statistics as a table for terminals: a line a group, then the advice. */
final class StatsText {
  private static final List<String> HEADS =
      List.of(
          "requests",
          "failed",
          "cold",
          "p50 ms",
          "p95 ms",
          "p99 ms",
          "max ms",
          "GB-s",
          "USD",
          "peak/MB");

  /** The columns that a narrow terminal does without, first those that say least. */
  private static final List<String> LEAST = List.of("max ms", "GB-s", "peak/MB", "p99 ms", "cold");

  /** Lines of advice, those on what costs most first. */
  private static final int MOST_HINTS = 20;

  private StatsText() {}

  static String of(
      StatsParams p, Statistics s, DailyBill bill, StatsSettings settings, int pending) {
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of(p.groupBy().word()));
    head.addAll(HEADS);
    rows.add(head);
    Map<String, List<Statistics.Group>> alike =
        s.groups().keySet().stream().collect(Collectors.groupingBy(StatsText::name));
    s.groups().forEach((group, figures) -> rows.add(row(name(group, alike), figures.totals())));
    rows.add(row("total", s.totals()));
    StringBuilder out = new StringBuilder();
    StatsParams.Screen screen = p.screen();
    out.append(Times.readable(p.from(), screen.zone())).append(" to ");
    out.append(Times.readable(p.to(), screen.zone())).append("\n\n");
    if (s.groups().isEmpty()) {
      return out.append("No request started in this span.\n").toString();
    }
    List<String> leftOut = new FittedTable(screen.width(), screen.height()).write(out, rows, LEAST);
    if (!leftOut.isEmpty()) {
      out.append("Left out for lack of room: ").append(String.join(", ", leftOut)).append(".\n");
    }
    hints(out, p, s, settings);
    if (bill != null) {
      out.append('\n');
      bill.months()
          .forEach((m, usd) -> out.append(m).append("  USD ").append(money(usd)).append('\n'));
    }
    out.append("\nCosts are estimates from printed billed durations.");
    if (pending > 0) {
      String minutes =
          pending == 1 ? " minute has changed and is" : " minutes have changed and are";
      out.append(' ').append(pending).append(minutes).append(" being counted anew.");
    }
    return out.append('\n').toString();
  }

  private static String name(Statistics.Group g) {
    List<String> parts = new ArrayList<>();
    for (String part : new String[] {g.function(), g.version(), g.stage()}) {
      if (part != null) {
        parts.add(part.isEmpty() ? "-" : part);
      }
    }
    if (parts.isEmpty()) {
      parts.add(g.account() != null ? g.account() : g.region());
    }
    return String.join(" ", parts);
  }

  /** Its name, with account or region where groups of the same name differ by them. */
  private static String name(Statistics.Group g, Map<String, List<Statistics.Group>> alike) {
    String name = name(g);
    List<Statistics.Group> others = alike.get(name);
    if (g.function() == null || others.size() == 1) {
      return name;
    }
    boolean accounts = others.stream().map(Statistics.Group::account).distinct().count() > 1;
    boolean regions = others.stream().map(Statistics.Group::region).distinct().count() > 1;
    return name + (accounts ? " " + g.account() : "") + (regions ? " " + g.region() : "");
  }

  private static List<String> row(String name, StatsFigures f) {
    Rollup r = f.rollup();
    Cost cost = f.cost();
    Number peak = r.value(RollupMetric.MAX_MEMORY_USED_MB);
    Number size = r.value(RollupMetric.MAX_MEMORY_MB);
    return List.of(
        name,
        count(r.count(RollupMetric.REQUESTS)),
        count(f.failed()),
        count(r.count(RollupMetric.COLD_STARTS)),
        ms(f.quantile(0.5)),
        ms(f.quantile(0.95)),
        ms(f.quantile(0.99)),
        ms(r.value(RollupMetric.MAX_DURATION_MS)),
        String.format(Locale.ROOT, "%,.1f", r.count(RollupMetric.MB_MS) / 1_024_000.0),
        cost == null ? "-" : money(cost.usd()),
        peak == null ? "-" : peak + "/" + (size == null ? "-" : size));
  }

  private static void hints(
      StringBuilder out, StatsParams p, Statistics s, StatsSettings settings) {
    if (p.groupBy() != StatsParams.GroupBy.FUNCTION) {
      return;
    }
    List<String> lines = new ArrayList<>();
    s.groups().entrySet().stream()
        .sorted(Comparator.comparing(e -> usd(e.getValue().totals()), Comparator.reverseOrder()))
        .forEach(
            e -> {
              String function = e.getKey().function();
              MemoryHint.of(function, e.getValue().totals(), settings)
                  .advice()
                  .forEach(advice -> lines.add(function + ": " + advice));
            });
    if (!lines.isEmpty()) {
      out.append('\n');
    }
    lines.stream().limit(MOST_HINTS).forEach(line -> out.append(line).append('\n'));
    if (lines.size() > MOST_HINTS) {
      out.append("… and ").append(lines.size() - MOST_HINTS);
      out.append(" more hints on functions that cost less: --json has all.\n");
    }
  }

  private static BigDecimal usd(StatsFigures f) {
    return f.cost() == null ? BigDecimal.ZERO : f.cost().usd();
  }

  private static String count(long n) {
    return String.format(Locale.ROOT, "%,d", n);
  }

  private static String ms(Number n) {
    return n == null ? "-" : String.format(Locale.ROOT, "%,.1f", n.doubleValue());
  }

  private static String money(BigDecimal usd) {
    return usd.setScale(6, RoundingMode.HALF_UP).toPlainString();
  }
}
