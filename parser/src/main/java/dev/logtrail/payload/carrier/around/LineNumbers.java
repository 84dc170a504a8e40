package dev.logtrail.payload.carrier.around;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers that an editor writes before its lines: each is one more than the one above. */
final class LineNumbers {
  private static final Pattern NUMBER = Pattern.compile("\\s*(\\d{1,7})(?: ?[:.)|])?(?:[ \\t]+|$)");
  private static final int FEWEST_LINES = 3;

  private boolean numbers;
  private int blanks = Integer.MAX_VALUE;

  private LineNumbers() {}

  static LineNumbers of(List<String> first) {
    LineNumbers found = new LineNumbers();
    long next = -1;
    int count = 0;
    for (String line : first) {
      Matcher m = NUMBER.matcher(line);
      if (!m.lookingAt()) {
        if (line.isBlank() && next < 0) {
          continue;
        }
        return found;
      }
      long number = Long.parseLong(m.group(1));
      if (next >= 0 && number != next) {
        return found;
      }
      next = number + 1;
      count++;
      if (m.end() < line.length()) {
        found.blanks = Math.min(found.blanks, blanksBehind(line, signEnd(line, m.end(1))));
      }
    }
    found.numbers = count >= FEWEST_LINES && first.stream().anyMatch(Surroundings::isMark);
    return found;
  }

  /** Behind the number and the sign that some write behind it. */
  private static int signEnd(String line, int from) {
    int at = from < line.length() && line.charAt(from) == ' ' ? from + 1 : from;
    return at < line.length() && ":.)|".indexOf(line.charAt(at)) >= 0 ? at + 1 : from;
  }

  private static int blanksBehind(String line, int from) {
    int i = from;
    while (i < line.length() && (line.charAt(i) == ' ' || line.charAt(i) == '\t')) {
      i++;
      if (line.charAt(i - 1) == '\t') {
        break;
      }
    }
    return i - from;
  }

  /** The line without its number. */
  String log(String line) {
    Matcher m = NUMBER.matcher(line);
    if (!numbers || !m.lookingAt()) {
      return line;
    }
    int at = signEnd(line, m.end(1));
    int own = at;
    while (own < line.length() && own - at < blanks && line.charAt(own) <= ' ') {
      own++;
    }
    return line.substring(own);
  }
}
