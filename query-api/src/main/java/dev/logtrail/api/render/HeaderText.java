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
  private final Paint paint;

  HeaderText(ZoneId zone, Paint paint) {
    this.zone = zone;
    this.paint = paint;
  }

  String line(Trail trail, int attempt) {
    TrailHeader h = trail.header();
    List<String> parts = new ArrayList<>();
    String time = h.startedAt() == null ? "no time" : Times.readable(h.startedAt(), zone);
    String id = h.key().isEnvironment() ? h.key().stream().logStream() : h.key().requestId();
    parts.add(time + "  " + paint.bold(Paint.safe(id)));
    parts.add(h.entryCount() + (h.entryCount() == 1 ? " line" : " lines"));
    parts.add(h.key().isEnvironment() ? "ENV" : trail.invocation() != null ? "TEST" : "PROD");
    if (attempt > 1) {
      parts.add("attempt " + attempt);
    }
    badges(parts, h);
    String version = h.functionVersion() == null ? "" : ":" + h.functionVersion();
    parts.add(Paint.safe(h.functionName() + version));
    figures(parts, h.report());
    return String.join(" · ", parts);
  }

  private void badges(List<String> parts, TrailHeader h) {
    if (Boolean.TRUE.equals(h.coldStart())) {
      parts.add(paint.cyan("cold"));
    }
    switch (h.outcome()) {
      case SUCCESS -> {}
      case UNKNOWN -> parts.add(paint.dim("unknown"));
      case RUNNING -> parts.add(paint.yellow("open"));
      default -> parts.add(paint.red(h.outcome().word().replace('_', ' ')));
    }
    if (h.truncated()) {
      parts.add(paint.yellow("truncated"));
    }
  }

  private static void figures(List<String> parts, Report r) {
    if (r == null || r.durationMs() == null) {
      return;
    }
    String memory = r.maxMemoryUsedMb() == null ? "" : " | " + r.maxMemoryUsedMb() + " MB";
    parts.add(Amounts.ms(r.durationMs()) + memory);
  }
}
