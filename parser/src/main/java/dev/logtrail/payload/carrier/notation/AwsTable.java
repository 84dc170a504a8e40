package dev.logtrail.payload.carrier.notation;

import dev.logtrail.payload.bytes.Bytes;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code aws logs … --output table}: a row an event below a row of names, or, where the window is
 * too narrow, a row a field. Line breaks of messages stand in the rows as they are.
 */
final class AwsTable {
  private static final int LOOK_BYTES = 8 << 10;

  private final EventsJson events = new EventsJson();
  private final Map<String, String> fields = new HashMap<>();
  private List<String> names;

  private AwsTable() {}

  /** Whether the beginning of a text is the title of such a table. */
  static boolean isTitled(Bytes text) {
    String head = text.first(LOOK_BYTES).text();
    return head.contains("GetLogEvents") || head.contains("FilterLogEvents");
  }

  /** The events as an answer of the Logs API; null if there are none. */
  static String rewritten(String text) {
    AwsTable table = new AwsTable();
    StringBuilder row = null;
    for (String line : text.split("\r?\n")) {
      boolean rule = isRule(line);
      if (row != null && (rule || line.startsWith("|"))) {
        table.row(row.toString());
        row = null;
      }
      if (line.startsWith("|") && !rule) {
        row = new StringBuilder(line);
      } else if (row != null) {
        row.append('\n').append(line);
      }
    }
    if (row != null) {
      table.row(row.toString());
    }
    table.events.add(table.fields);
    return table.events.end();
  }

  private static boolean isRule(String line) {
    return !line.isBlank() && line.chars().allMatch(c -> c == '-' || c == '+' || c == '|');
  }

  private void row(String row) {
    int from = 0;
    while (from < row.length() && row.charAt(from) == '|') {
      from++;
    }
    int to = row.length();
    while (to > from && row.charAt(to - 1) == '|') {
      to--;
    }
    String inner = row.substring(from, to);
    List<String> cells = Arrays.stream(inner.split("\\|", -1)).map(String::strip).toList();
    boolean heading = cells.size() > 1 && cells.stream().allMatch(EventsJson::isField);
    if (heading) {
      names = cells.stream().map(c -> c.toLowerCase(Locale.ROOT)).toList();
    } else if (cells.size() > 1 && EventsJson.isField(cells.get(0))) {
      field(cells.get(0).toLowerCase(Locale.ROOT), inner.substring(inner.indexOf('|') + 1));
    } else if (names != null && cells.size() >= names.size()) {
      event(cells);
    }
  }

  private void field(String name, String value) {
    if (fields.containsKey(name)) {
      events.add(fields);
      fields.clear();
    }
    fields.put(name, cell(value));
  }

  /** Pipes may stand in the message: the cells before and behind it are counted off. */
  private void event(List<String> cells) {
    int at = names.indexOf("message");
    int behind = names.size() - 1 - at;
    Map<String, String> event = new HashMap<>();
    for (int k = 0; k < at; k++) {
      event.put(names.get(k), cells.get(k));
    }
    for (int k = 0; k < behind; k++) {
      event.put(names.get(at + 1 + k), cells.get(cells.size() - behind + k));
    }
    event.put("message", String.join("|", cells.subList(at, cells.size() - behind)));
    events.add(event);
  }

  /** Blanks around a cell are the table's; a break at its end is the message's own. */
  private static String cell(String value) {
    return value.strip();
  }
}
