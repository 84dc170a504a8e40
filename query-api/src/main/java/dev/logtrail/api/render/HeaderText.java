package dev.logtrail.api.render;

import dev.logtrail.trail.Report;
import dev.logtrail.trail.Trail;
import dev.logtrail.trail.TrailHeader;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * The header of a trail in one line: date, time, request id, lines, TEST or PROD, badges, function,
 * duration | memory.
 */
final class HeaderText {
  private final ZoneId zone;
  private final TerminalStyle style;

  HeaderText(ZoneId zone, TerminalStyle style) {
    this.zone = zone;
    this.style = style;
  }

  String line(Trail trail, int attempt) {
    TrailHeader h = trail.header();
    List<String> parts = new ArrayList<>();
    String time = h.startedAt() == null ? "no time" : Times.readable(h.startedAt(), zone);
    String id = h.key().isEnvironment() ? h.key().stream().logStream() : h.key().requestId();
    parts.add(time + "  " + style.bold(TerminalStyle.safe(id)));
    parts.add(h.entryCount() + (h.entryCount() == 1 ? " line" : " lines"));
    parts.add(h.key().isEnvironment() ? "ENV" : trail.invocation() != null ? "TEST" : "PROD");
    if (attempt > 1) {
      parts.add("attempt " + attempt);
    }
    badges(parts, h);
    String version = h.functionVersion() == null ? "" : ":" + h.functionVersion();
    parts.add(TerminalStyle.safe(h.functionName() + version));
    figures(parts, h.report());
    return String.join(" · ", parts);
  }

  private void badges(List<String> parts, TrailHeader h) {
    if (Boolean.TRUE.equals(h.coldStart())) {
      parts.add(style.cyan("cold"));
    }
    switch (h.outcome()) {
      case SUCCESS -> {}
      case UNKNOWN -> parts.add(style.dim("unknown"));
      case RUNNING -> parts.add(style.yellow("open"));
      default -> parts.add(style.red(h.outcome().word().replace('_', ' ')));
    }
    if (h.truncated()) {
      parts.add(style.yellow("truncated"));
    }
  }

  private static void figures(List<String> parts, Report r) {
    if (r == null || r.durationMs() == null) {
      return;
    }
    String memory = r.maxMemoryUsedMb() == null ? "" : " | " + r.maxMemoryUsedMb() + " MB";
    parts.add(DurationText.ms(r.durationMs()) + memory);
  }
}
