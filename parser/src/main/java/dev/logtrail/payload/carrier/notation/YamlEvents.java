package dev.logtrail.payload.carrier.notation;

import dev.logtrail.payload.bytes.Bytes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The events in {@code aws logs … --output yaml}: a list of maps with a message each. */
final class YamlEvents {
  private static final Pattern KEY =
      Pattern.compile("( {0,40})(- +)?([A-Za-z]{2,20}):(?: (.*)|\\s*)");
  private static final int LOOK_BYTES = 64 << 10;

  private YamlEvents() {}

  /** Whether the beginning of a text names the fields of events, as keys of a list. */
  static boolean mayBe(Bytes text) {
    boolean message = false;
    boolean time = false;
    boolean item = false;
    for (String line : text.first(LOOK_BYTES).text().split("\r?\n")) {
      Matcher key = KEY.matcher(line);
      if (key.matches()) {
        message |= key.group(3).equals("message");
        time |= !key.group(3).equals("message") && EventsJson.isField(key.group(3));
        item |= key.group(2) != null;
      }
    }
    return message && time && item;
  }

  /** The events as an answer of the Logs API; null if there are none. */
  static String rewritten(String text) {
    EventsJson events = new EventsJson();
    Map<String, String> fields = new HashMap<>();
    String[] lines = text.split("\r?\n", -1);
    int indent = -1;
    for (int i = 0; i < lines.length; ) {
      Matcher key = KEY.matcher(lines[i]);
      boolean field =
          key.matches()
              && EventsJson.isField(key.group(3))
              && (key.group(2) != null || key.group(1).length() == indent);
      if (!field) {
        i++;
        continue;
      }
      if (key.group(2) != null) {
        events.add(fields);
        fields.clear();
        indent = key.group(1).length() + key.group(2).length();
      }
      List<String> more = new ArrayList<>();
      int next = i + 1;
      while (next < lines.length && (lines[next].isBlank() || blanks(lines[next]) > indent)) {
        more.add(lines[next++]);
      }
      String first = key.group(4) == null ? "" : key.group(4).strip();
      fields.put(key.group(3).toLowerCase(Locale.ROOT), YamlScalar.read(first, more));
      i = next;
    }
    events.add(fields);
    return events.end();
  }

  static int blanks(String line) {
    int i = 0;
    while (i < line.length() && line.charAt(i) == ' ') {
      i++;
    }
    return i;
  }
}
