package dev.logtrail.api.render;

import dev.logtrail.trail.Entry;
import dev.logtrail.trail.ExceptionInfo;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.Level;
import dev.logtrail.trail.Origin;
import dev.logtrail.trail.Trail;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;

/**
 * The readable form of a trail, for terminals and {@code Accept: text/plain}: a header line, the
 * entries with their time since the start, the result, the report.
 */
public final class TrailText {
  private static final String INDENT = " ".repeat(18);

  private final ZoneId zone;
  private final TerminalStyle style;

  /**
   * A writer of readable trails.
   *
   * @param zone the zone of the header's date and time
   * @param colours whether to use ANSI colours
   */
  public TrailText(ZoneId zone, boolean colours) {
    this.zone = zone;
    this.style = colours ? TerminalStyle.ANSI : TerminalStyle.NONE;
  }

  /**
   * Writes a whole trail.
   *
   * @param out where to; not closed
   * @param trail what
   * @param attempt rank by start among the attempts of its request id; shown from 2 on
   * @throws IOException if {@code out} fails
   */
  public void write(Appendable out, Trail trail, int attempt) throws IOException {
    header(out, trail, attempt);
    for (int i = 0; i < trail.entries().size(); i++) {
      entry(out, trail, i);
    }
    foot(out, trail);
  }

  /** Writes the header line alone; parameters as for {@link #write}. */
  public void header(Appendable out, Trail trail, int attempt) throws IOException {
    out.append(new HeaderText(zone, style).line(trail, attempt)).append('\n');
  }

  /** Writes the entry of an index; where colours are used, in those in which it was printed. */
  public void entry(Appendable out, Trail trail, int index) throws IOException {
    Entry e = trail.entries().get(index);
    String coloured = style == TerminalStyle.NONE ? null : e.coloured();
    entry(out, e, trail.header().startedAt(), coloured);
  }

  /** Writes what follows the entries: the result of the invoke and the report, where known. */
  public void foot(Appendable out, Trail trail) throws IOException {
    Invocation i = trail.invocation();
    if (i != null) {
      String status = i.statusCode() == null ? "" : i.statusCode() + " ";
      String error = i.functionError() == null ? "" : i.functionError() + " ";
      String payload = i.payload() == null ? "" : TerminalStyle.safe(i.payload());
      out.append("  ").append(style.bold("result")).append("  ").append(status);
      out.append(style.red(error)).append(payload).append('\n');
    }
    if (trail.header().report() != null) {
      out.append("  ").append(style.bold("report")).append("  ");
      out.append(ReportText.line(trail.header().report())).append('\n');
    }
  }

  private void entry(Appendable out, Entry e, Long start, String coloured) throws IOException {
    String level = e.level() == null ? "" : e.level().name();
    boolean quiet = e.origin() != Origin.FUNCTION;
    out.append(style.dim(String.format(Locale.ROOT, "%11s", offset(e.timestamp(), start))));
    out.append(' ').append(style.level(e.level(), String.format(Locale.ROOT, "%5s", level)));
    out.append(' ');
    out.append(
        coloured == null
            ? indented(TerminalStyle.safe(e.message()), quiet, e.level())
            : TerminalStyle.inItsColours(coloured).replace("\n", "\n" + INDENT));
    out.append(e.replays() == 0 ? "" : style.dim("  (replayed " + e.replays() + "×)")).append('\n');
    fields(out, e.fields());
    if (e.exception() != null) {
      exception(out, e.exception(), e.message(), "");
    }
  }

  private String indented(String message, boolean quiet, Level level) {
    String text = message.replace("\n", "\n" + INDENT);
    if (quiet) {
      return style.dim(text);
    }
    return level != null && level.atLeast(Level.ERROR) ? style.red(text) : text;
  }

  private void fields(Appendable out, Map<String, Object> fields) throws IOException {
    if (fields == null || fields.isEmpty()) {
      return;
    }
    StringBuilder line = new StringBuilder();
    fields.forEach((k, v) -> line.append(k).append('=').append(v).append("  "));
    String text = TerminalStyle.safe(line.toString().stripTrailing()).replace("\n", "\n" + INDENT);
    out.append(INDENT).append(style.dim(text)).append('\n');
  }

  /** What of the exception the message has not said already. */
  private void exception(Appendable out, ExceptionInfo x, String said, String lead)
      throws IOException {
    String type = x.type() == null ? "" : x.type();
    String title =
        x.message() == null ? type : type.isEmpty() ? x.message() : type + ": " + x.message();
    if (!title.isEmpty() && !said.contains(title)) {
      line(out, lead + title);
    }
    for (String frame : x.frames()) {
      if (!said.contains(frame.strip())) {
        line(out, "  " + frame.strip());
      }
    }
    for (ExceptionInfo cause : x.causes()) {
      exception(out, cause, said, "Caused by: ");
    }
  }

  private void line(Appendable out, String text) throws IOException {
    String safe = TerminalStyle.safe(text).replace("\n", "\n" + INDENT + "  ");
    out.append(INDENT).append(style.red(safe)).append('\n');
  }

  private static String offset(Long at, Long start) {
    if (at == null) {
      return "";
    }
    return start == null ? Times.utc(at).substring(11, 23) : DurationText.offset(at - start);
  }
}
