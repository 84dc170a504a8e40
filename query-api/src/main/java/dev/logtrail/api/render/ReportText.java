package dev.logtrail.api.render;

import dev.logtrail.trail.Report;
import java.util.StringJoiner;

/** The figures of a report in one readable line. */
final class ReportText {
  private ReportText() {}

  static String line(Report r) {
    StringJoiner line = new StringJoiner(" · ");
    add(line, "duration", r.durationMs() == null ? null : DurationText.ms(r.durationMs()));
    add(line, "billed", r.billedDurationMs() == null ? null : r.billedDurationMs() + " ms");
    add(line, "memory", memory(r));
    add(line, "init", r.initDurationMs() == null ? null : DurationText.ms(r.initDurationMs()));
    add(
        line,
        "restore",
        r.restoreDurationMs() == null ? null : DurationText.ms(r.restoreDurationMs()));
    add(line, "status", r.status());
    add(line, "error type", r.errorType());
    return TerminalStyle.safe(line.toString());
  }

  private static String memory(Report r) {
    if (r.maxMemoryUsedMb() == null) {
      return r.memorySizeMb() == null ? null : r.memorySizeMb() + " MB";
    }
    String of = r.memorySizeMb() == null ? "" : " of " + r.memorySizeMb();
    return r.maxMemoryUsedMb() + of + " MB";
  }

  private static void add(StringJoiner line, String name, String value) {
    if (value != null) {
      line.add(name + " " + value);
    }
  }
}
