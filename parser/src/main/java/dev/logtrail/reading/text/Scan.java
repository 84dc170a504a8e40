package dev.logtrail.reading.text;

/** Small steps over a line that all readers of text share. Positions may be at the end. */
public final class Scan {
  private Scan() {}

  public static boolean isDigit(String s, int i) {
    return i >= 0 && i < s.length() && s.charAt(i) >= '0' && s.charAt(i) <= '9';
  }

  /** The end of the digits that begin at {@code from}; {@code from} itself if there are none. */
  public static int digitsEnd(String s, int from) {
    int i = from;
    while (isDigit(s, i)) {
      i++;
    }
    return i;
  }

  public static int skipSpaces(String s, int from) {
    int i = from;
    while (i < s.length() && s.charAt(i) == ' ') {
      i++;
    }
    return i;
  }

  /** The end of the word that begins at {@code from}: the next space, tab or line break. */
  public static int wordEnd(String s, int from) {
    int i = from;
    while (i < s.length() && s.charAt(i) > ' ') {
      i++;
    }
    return i;
  }

  public static boolean isAt(String s, int i, char c) {
    return i >= 0 && i < s.length() && s.charAt(i) == c;
  }

  /** Whether the line begins with white space: space, tab, or Python's no-break space. */
  public static boolean isIndented(String line) {
    return !line.isEmpty() && isBlank(line.charAt(0));
  }

  public static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\u00a0';
  }

  /** The line without the white space around it, no-break spaces included. */
  public static String stripped(String line) {
    int from = 0;
    int to = line.length();
    while (from < to && (isBlank(line.charAt(from)) || line.charAt(from) == '\n')) {
      from++;
    }
    while (to > from && (isBlank(line.charAt(to - 1)) || line.charAt(to - 1) == '\n')) {
      to--;
    }
    return line.substring(from, to);
  }

  /** Whether nothing but white space stands at {@code from} and behind. */
  public static boolean isBlankFrom(String s, int from) {
    int i = from;
    while (i < s.length() && s.charAt(i) <= ' ') {
      i++;
    }
    return i == s.length();
  }

  /** The first line of a text. */
  public static String firstLine(String text) {
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }

  /** The last line of a text. */
  public static String lastLine(String text) {
    return text.substring(text.lastIndexOf('\n') + 1);
  }
}
