package dev.logtrail.payload.carrier.notation;

import dev.logtrail.payload.bytes.Bytes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Events as PowerShell lists them: {@code Name : value}, further lines of a value below its first.
 *
 * <pre>
 * IngestionTime : 11/20/2025 10:00:01 AM
 * Message       : [ERROR] KeyError: 'a'
 *                 Traceback (most recent call last):
 * Timestamp     : 11/20/2025 10:00:00 AM
 * </pre>
 */
final class PowerShellList {
  private static final Pattern FIELD =
      Pattern.compile(
          "(EventId|IngestionTime|LogStreamName|Message|Timestamp)( *: )(.*)|"
              + "(EventId|IngestionTime|LogStreamName|Message|Timestamp)( *:)\\s*");
  private static final int LOOK_BYTES = 64 << 10;

  /** So many lines of the same greatest length tell that the window cut them. */
  private static final int CUT_LINES = 3;

  private PowerShellList() {}

  /** Whether the beginning of a text lists events. */
  static boolean mayBe(Bytes text) {
    boolean message = false;
    boolean other = false;
    for (String line : text.first(LOOK_BYTES).text().split("\r?\n")) {
      Matcher field = FIELD.matcher(line);
      if (field.matches()) {
        message |= line.startsWith("Message");
        other |= line.startsWith("Timestamp") || line.startsWith("IngestionTime");
      }
    }
    return message && other;
  }

  /** The events as an answer of the Logs API; null if there are none. */
  static String rewritten(String text) {
    List<String> lines = List.of(text.split("\r?\n", -1));
    int window = window(lines);
    EventsJson events = new EventsJson();
    Map<String, String> fields = new HashMap<>();
    for (int i = 0; i < lines.size(); ) {
      Matcher field = FIELD.matcher(lines.get(i));
      if (!field.matches()) {
        i++;
        continue;
      }
      boolean filled = field.group(1) != null;
      String name = field.group(filled ? 1 : 4).toLowerCase(Locale.ROOT);
      int indent = filled ? field.start(3) : field.end(5) + 1;
      if (fields.containsKey(name)) {
        events.add(fields);
        fields.clear();
      }
      List<String> value = new ArrayList<>();
      value.add(filled ? field.group(3) : "");
      int next = i + 1;
      StringBuilder whole = new StringBuilder(value.get(0));
      while (next < lines.size() && isBelow(lines.get(next), indent)) {
        boolean cut = window > 0 && lines.get(next - 1).length() == window;
        whole.append(cut ? "" : "\n").append(lines.get(next).substring(indent));
        next++;
      }
      fields.put(name, whole.toString().stripTrailing());
      i = next;
    }
    events.add(fields);
    return events.end();
  }

  private static boolean isBelow(String line, int indent) {
    return line.length() >= indent && line.substring(0, indent).isBlank();
  }

  /** The width at which the window cut lines; 0 if it did not. */
  private static int window(List<String> lines) {
    int longest = lines.stream().mapToInt(String::length).max().orElse(0);
    long many = lines.stream().filter(l -> l.length() == longest).count();
    return many >= CUT_LINES ? longest : 0;
  }
}
