package dev.logtrail.faults;

import dev.logtrail.faults.check.Findings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The table of a run: each fault, how it was stood, and what was found in the end. */
final class Report {
  private static final String HEAD =
      "| %-24s | %6s | %6s | %9s | %5s | %7s | %9s | %9s | %9s | %9s | %6s | %6s |%n";

  private final List<Row> rows = new ArrayList<>();
  private final Map<String, String> skipped = new TreeMap<>();
  private final Map<String, Integer> counts = new TreeMap<>();
  private Findings findings;
  private double judgedSeconds;

  /**
   * A fault that struck.
   *
   * @param beganAt when, epoch ms
   * @param held how long it lasted, seconds
   * @param recovered seconds from its end until something new was acknowledged and readable;
   *     negative if that did not come to pass
   */
  record Row(String fault, long beganAt, double held, double recovered, Monitor.Seen seen) {}

  void add(Row row) {
    rows.add(row);
  }

  void skip(String fault, String reason) {
    skipped.put(fault, reason);
  }

  void counts(Map<String, Integer> more) {
    counts.putAll(more);
  }

  /** How long it took to look at everything in the end, seconds. */
  void judged(double seconds) {
    judgedSeconds = seconds;
  }

  void found(Findings all) {
    findings = all;
  }

  Findings findings() {
    return findings;
  }

  /** Everything as text. */
  String text(String title, List<Long> lostAt, List<Long> doubledAt) {
    StringBuilder text = new StringBuilder(title).append('\n');
    text.append(
        HEAD.formatted(
            "fault",
            "at s",
            "held s",
            "recovered",
            "lost",
            "doubled",
            "program",
            "database",
            "health",
            "of it own",
            "floor",
            "log"));
    text.append(HEAD.formatted("", "", "", "s", "", "", "MB", "MB", "ms", "ms", "ms", "lines"));
    long start = rows.isEmpty() ? 0 : rows.get(0).beganAt();
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      long from = i == 0 ? 0 : row.beganAt();
      long to = i + 1 < rows.size() ? rows.get(i + 1).beganAt() : Long.MAX_VALUE;
      text.append(line(row, start, between(lostAt, from, to), between(doubledAt, from, to)));
    }
    skipped.forEach((fault, reason) -> text.append("skipped: " + fault + ": " + reason + '\n'));
    text.append(counts).append('\n').append("judged in " + one(judgedSeconds) + " s\n");
    text.append(findings.isEmpty() ? "everything holds\n" : "found:\n" + findings);
    return text.toString();
  }

  private static long between(List<Long> times, long from, long to) {
    return times.stream().filter(at -> at >= from && at < to).count();
  }

  private static String line(Row row, long start, long lost, long doubled) {
    Monitor.Seen seen = row.seen();
    String health = seen.slowestMs() + (seen.unanswered() > 0 ? " -" + seen.unanswered() : "");
    return HEAD.formatted(
        row.fault(),
        one((row.beganAt() - start) / 1_000.0),
        one(row.held()),
        row.recovered() < 0 ? "never" : one(row.recovered()),
        lost,
        doubled,
        seen.programMb(),
        seen.databaseMb(),
        health,
        seen.overFloorMs(),
        seen.floorMs(),
        seen.logLines());
  }

  private static String one(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
