package dev.logtrail.cli.search;

import dev.logtrail.api.render.TerminalStyle;
import dev.logtrail.text.Counted;
import dev.logtrail.text.JsonTree;
import dev.logtrail.text.TerminalCodes;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;

/**
 * One line of a search's answer: a trail, or on the last how far the search got.
 *
 * @param isLast whether it is the last
 * @param text what people read
 */
public record SearchLine(boolean isLast, String text) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSXXX", Locale.ROOT);

  /**
   * Reads one.
   *
   * @param marks marks what was searched for
   * @param zone in which times are told
   * @param table of which a trail is a row; null for lines of their own, as in a pipe
   */
  public static SearchLine read(String json, PatternMarks marks, ZoneId zone, SearchTable table) {
    Map<String, Object> line = JsonTree.object(json);
    if (line == null) {
      return new SearchLine(false, json);
    }
    if (line.get("search") instanceof Map<?, ?> search) {
      return new SearchLine(true, progress(search, zone));
    }
    String preview =
        line.get("preview") instanceof Map<?, ?> told
            ? System.lineSeparator() + preview(told, marks)
            : "";
    return new SearchLine(
        false, (table == null ? head(line, zone) : head(line, table, preview)) + preview);
  }

  private static String head(Map<String, Object> line, ZoneId zone) {
    return "%s  %-13s  %s  %s"
        .formatted(
            local(line.get("startedAt"), zone),
            line.get("outcome"),
            safe(line.get("requestId"), "-"),
            safe(line.get("functionName"), "null"));
  }

  /** A row of a table, and its heads where they belong above it and its preview. */
  private static String head(Map<String, Object> line, SearchTable table, String preview) {
    String row =
        table.row(
            time(line.get("startedAt")),
            line.get("outcome"),
            safe(line.get("requestId"), "-"),
            safe(line.get("functionName"), "-"));
    int lines = table.linesOf(row.length());
    if (!preview.isEmpty()) {
      lines += table.linesOf(TerminalCodes.without(preview).stripTrailing().length());
    }
    return table.heads(lines) + row;
  }

  private static String safe(Object text, String absent) {
    return text == null ? absent : TerminalStyle.safe(String.valueOf(text));
  }

  private static String preview(Map<?, ?> preview, PatternMarks marks) {
    String level = preview.get("level") instanceof String known ? known + " " : "";
    return "    " + level + marks.in(String.valueOf(preview.get("text")));
  }

  private static String local(Object time, ZoneId zone) {
    Instant at = time(time);
    return at == null ? "no time                      " : TIME.format(at.atZone(zone));
  }

  /** Null for what is no time. */
  private static Instant time(Object text) {
    try {
      return Instant.parse(String.valueOf(text));
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static String progress(Map<?, ?> search, ZoneId zone) {
    String looked =
        "%s with %s looked at in %s ms"
            .formatted(
                Counted.of(number(search, "trails"), "request"),
                Counted.of(number(search, "events"), "event"),
                search.get("tookMs"));
    if (Boolean.TRUE.equals(search.get("complete"))) {
      return looked + "; these are all.";
    }
    Object reached = search.get("reachedAt");
    return "%s, back to %s; there is more before it: --to %s"
        .formatted(looked, local(reached, zone).strip(), reached);
  }

  private static long number(Map<?, ?> search, String name) {
    return search.get(name) instanceof Number n ? n.longValue() : 0;
  }
}
