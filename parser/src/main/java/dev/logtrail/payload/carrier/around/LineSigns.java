package dev.logtrail.payload.carrier.around;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Signs that stand at every line, right before it or behind it: the plus of a difference, the frame
 * of a terminal's pane, what {@code cat -A} writes for tabs and line ends.
 */
final class LineSigns {
  private static final Pattern MARK =
      Pattern.compile(
          "([-+*#|\u2502\u2503])(?:(?:START|END|REPORT) RequestId: |\\{\"time\":\"[^\"]{20,40}\",\"type\":\"platform)");
  private static final int FEWEST = 2;

  private char before;
  private boolean frame;
  private boolean shown;

  private LineSigns() {}

  static LineSigns of(List<String> first) {
    LineSigns found = new LineSigns();
    int marks = 0;
    int signs = 0;
    int frames = 0;
    int ends = 0;
    for (String line : first) {
      if (!Surroundings.isMark(line)) {
        continue;
      }
      marks++;
      Matcher sign = MARK.matcher(line);
      if (sign.lookingAt() && (signs == 0 || line.charAt(0) == found.before)) {
        found.before = line.charAt(0);
        signs++;
      }
      frames += line.charAt(0) != '|' && isFramed(line) ? 1 : 0;
      ends += line.endsWith("$") ? 1 : 0;
    }
    boolean all = signs >= FEWEST && signs * 3 >= marks * 2;
    found.before = all ? found.before : 0;
    found.frame = marks >= FEWEST && frames == marks;
    found.shown = marks >= FEWEST && ends == marks;
    return found;
  }

  private static boolean isFramed(String line) {
    String text = line.stripTrailing();
    int last = text.length() - 1;
    char c = last < 0 ? 0 : text.charAt(last);
    return c == '\u2502' || c == '\u2503' || c == '|' && last > 0 && text.charAt(last - 1) <= ' ';
  }

  /** What of a line is the log's; null if nothing is. */
  String log(String line) {
    String rest = line;
    if (before != 0 && !rest.isEmpty()) {
      if (before == '+'
          && (rest.startsWith("+++ ") || rest.startsWith("--- ") || rest.startsWith("@@ "))) {
        return null;
      }
      rest = rest.charAt(0) == before || rest.charAt(0) == ' ' ? rest.substring(1) : rest;
    }
    if (frame && isFramed(rest)) {
      String text = rest.stripTrailing();
      rest = text.substring(0, text.length() - 1).stripTrailing();
    }
    if (shown) {
      rest = rest.endsWith("$") ? rest.substring(0, rest.length() - 1) : rest;
      rest = rest.replace("^I", "\t").replace("^M", "");
    }
    return rest;
  }
}
