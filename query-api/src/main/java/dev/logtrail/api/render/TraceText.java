package dev.logtrail.api.render;

import dev.logtrail.text.Counted;
import dev.logtrail.trail.Trail;
import dev.logtrail.trail.TrailHeader;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The readable head of a trace: what it is in one line, and a line with a bar for each request. */
public final class TraceText {
  private static final int BAR = 32;
  private static final int LONGEST_NAME = 36;

  private final TerminalStyle style;

  /**
   * A writer of such heads.
   *
   * @param colours whether to use ANSI colours
   */
  public TraceText(boolean colours) {
    this.style = colours ? TerminalStyle.ANSI : TerminalStyle.NONE;
  }

  /**
   * Writes the head, and a blank line behind it.
   *
   * @param trails those of the trace, earliest start first
   * @throws IOException if {@code out} fails
   */
  public void write(Appendable out, String traceId, List<Trail> trails) throws IOException {
    List<TrailHeader> requests =
        trails.stream()
            .map(Trail::header)
            .filter(h -> !h.key().isEnvironment() && h.startedAt() != null)
            .toList();
    long from = requests.stream().mapToLong(TrailHeader::startedAt).min().orElse(0);
    long to = requests.stream().mapToLong(TraceText::end).max().orElse(0);
    long functions = requests.stream().map(TrailHeader::functionName).distinct().count();
    long failed = requests.stream().filter(h -> h.outcome().isFailure()).count();
    out.append("Trace ").append(style.bold(TerminalStyle.safe(traceId))).append(" · ");
    out.append(Counted.of(requests.size(), "request")).append(" of ");
    out.append(Counted.of(functions, "function")).append(" · ");
    out.append(failed == 0 ? "" : style.red(failed + " failed") + " · ");
    out.append(DurationText.rounded(to - from)).append('\n');
    int name =
        requests.stream()
            .map(h -> Math.min(LONGEST_NAME, h.functionName().length()))
            .max(Comparator.naturalOrder())
            .orElse(0);
    for (TrailHeader h : requests) {
      line(out, h, from, Math.max(1, to - from), name);
    }
    out.append('\n');
  }

  private void line(Appendable out, TrailHeader h, long from, long whole, int nameWidth)
      throws IOException {
    String start = DurationText.offset(h.startedAt() - from);
    String took =
        h.report() == null || h.report().durationMs() == null
            ? "-"
            : DurationText.ms(h.report().durationMs());
    out.append(style.dim(String.format(Locale.ROOT, "%11s", start)));
    out.append(String.format(Locale.ROOT, "  %12s  ", took));
    out.append(bar(h, from, whole)).append("  ");
    String name = TerminalStyle.safe(h.functionName());
    String fitted =
        name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 1) + "…";
    out.append(String.format(Locale.ROOT, "%-" + Math.max(1, nameWidth) + "s", fitted));
    out.append("  ").append(TerminalStyle.safe(h.key().requestId()));
    out.append(outcome(h)).append('\n');
  }

  private String bar(TrailHeader h, long from, long whole) {
    int begin = (int) Math.min(BAR - 1, (h.startedAt() - from) * BAR / whole);
    int length = (int) Math.max(1, Math.min(BAR - begin, (end(h) - h.startedAt()) * BAR / whole));
    String filled = "━".repeat(length);
    return " ".repeat(begin)
        + (h.outcome().isFailure() ? style.red(filled) : style.cyan(filled))
        + " ".repeat(BAR - begin - length);
  }

  private String outcome(TrailHeader h) {
    String word = h.outcome().word().replace('_', ' ');
    return switch (h.outcome()) {
      case SUCCESS ->
          h.errorCount() == 0 ? "" : "  " + style.red(Counted.of(h.errorCount(), "error"));
      case RUNNING -> "  " + style.yellow("open");
      case UNKNOWN -> "  " + style.dim(word);
      default -> "  " + style.red(word);
    };
  }

  private static long end(TrailHeader h) {
    long start = h.startedAt();
    if (h.report() != null && h.report().durationMs() != null) {
      return start + Math.round(h.report().durationMs());
    }
    Long last = h.endedAt() != null ? h.endedAt() : h.lastEventAt();
    return last == null ? start : Math.max(start, last);
  }
}
