package dev.logtrail.payload.carrier.text;

/** The colours that a tool gave to its times and streams, for a terminal that was a file. */
final class TerminalColours {
  private static final char ESCAPE = '\u001b';

  private TerminalColours() {}

  /** Whether a line begins with a colour. */
  static boolean begin(String line) {
    return line.length() > 2 && line.charAt(0) == ESCAPE && line.charAt(1) == '[';
  }

  /** The line without colours, if it begins with one: others are the program's own. */
  static String without(String line) {
    if (!begin(line)) {
      return line;
    }
    StringBuilder plain = new StringBuilder(line.length());
    int i = 0;
    while (i < line.length()) {
      int end = line.charAt(i) == ESCAPE ? end(line, i) : -1;
      if (end < 0) {
        plain.append(line.charAt(i++));
      } else {
        i = end;
      }
    }
    return plain.toString();
  }

  /** Where the colour that begins at {@code from} ends; -1 if it is something else. */
  private static int end(String line, int from) {
    int i = from + 1;
    if (i >= line.length() || line.charAt(i) != '[') {
      return -1;
    }
    i++;
    while (i < line.length() && (line.charAt(i) == ';' || Character.isDigit(line.charAt(i)))) {
      i++;
    }
    return i < line.length() && line.charAt(i) == 'm' ? i + 1 : -1;
  }
}
