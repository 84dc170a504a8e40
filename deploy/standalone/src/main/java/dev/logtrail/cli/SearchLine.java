package dev.logtrail.cli;

import dev.logtrail.api.render.TerminalStyle;
import dev.logtrail.text.Counted;
import dev.logtrail.text.JsonTree;
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
record SearchLine(boolean isLast, String text) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSXXX", Locale.ROOT);

  /**
   * Reads one.
   *
   * @param marks marks what was searched for
   * @param zone in which times are told
   */
  static SearchLine read(String json, PatternMarks marks, ZoneId zone) {
    Map<String, Object> line = JsonTree.object(json);
    if (line == null) {
      return new SearchLine(false, json);
    }
    if (line.get("search") instanceof Map<?, ?> search) {
      return new SearchLine(true, progress(search, zone));
    }
    String head =
        "%s  %-13s  %s  %s"
            .formatted(
                local(line.get("startedAt"), zone),
                line.get("outcome"),
                line.get("requestId") == null
                    ? "-"
                    : TerminalStyle.safe(String.valueOf(line.get("requestId"))),
                TerminalStyle.safe(String.valueOf(line.get("functionName"))));
    return new SearchLine(
        false,
        line.get("preview") instanceof Map<?, ?> preview
            ? head + System.lineSeparator() + preview(preview, marks)
            : head);
  }

  private static String preview(Map<?, ?> preview, PatternMarks marks) {
    String level = preview.get("level") instanceof String known ? known + " " : "";
    return "    " + level + marks.in(String.valueOf(preview.get("text")));
  }

  private static String local(Object time, ZoneId zone) {
    try {
      return TIME.format(Instant.parse(String.valueOf(time)).atZone(zone));
    } catch (DateTimeParseException e) {
      return "no time                      ";
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
