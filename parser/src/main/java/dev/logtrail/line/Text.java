package dev.logtrail.line;

/**
 * Small steps over a message that all scanners share. Positions may be at the end, never beyond.
 */
final class Text {
  private static final String LOCAL_TIME = "0000-00-00 00:00:00.000 (+00:00)";

  private Text() {}

  /**
   * Whether {@code c} separates words of a platform line; fixtures hold {@code \t} and {@code \n}
   * as two characters.
   */
  static boolean isSeparator(String s, int i) {
    char c = s.charAt(i);
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || isEscapedSpace(s, i);
  }

  private static boolean isEscapedSpace(String s, int i) {
    if (s.charAt(i) != '\\' || i + 1 >= s.length()) {
      return false;
    }
    char next = s.charAt(i + 1);
    return next == 't' || next == 'n';
  }

  static int skipSeparators(String s, int from) {
    int i = from;
    while (i < s.length() && isSeparator(s, i)) {
      i += s.charAt(i) == '\\' ? 2 : 1;
    }
    return i;
  }

  /** The end of the word that begins at {@code from}. */
  static int wordEnd(String s, int from) {
    int i = from;
    while (i < s.length() && !isSeparator(s, i)) {
      i++;
    }
    return i;
  }

  static boolean at(String s, int from, String what) {
    return s.startsWith(what, from);
  }

  static boolean isDigit(String s, int i) {
    return i < s.length() && s.charAt(i) >= '0' && s.charAt(i) <= '9';
  }

  /**
   * Length of an ISO time such as {@code 2024-03-04T05:32:27.130Z} (fraction optional) at {@code
   * from}, or 0.
   */
  static int isoTimeLength(String s, int from) {
    if (s.length() - from < 20 || s.charAt(from + 4) != '-' || s.charAt(from + 7) != '-') {
      return 0;
    }
    if (s.charAt(from + 10) != 'T' || s.charAt(from + 13) != ':' || s.charAt(from + 16) != ':') {
      return 0;
    }
    for (int k = 0; k < 19; k++) {
      boolean mark = k == 4 || k == 7 || k == 10 || k == 13 || k == 16;
      if (!mark && !isDigit(s, from + k)) {
        return 0;
      }
    }
    int i = from + 19;
    if (s.charAt(i) == '.') {
      i++;
      while (isDigit(s, i)) {
        i++;
      }
    }
    return i < s.length() && s.charAt(i) == 'Z' ? i + 1 - from : 0;
  }

  /** Spaces and tabs; no line breaks. */
  static int skipBlanks(String s, int from) {
    int i = from;
    while (i < s.length() && (s.charAt(i) == ' ' || s.charAt(i) == '\t')) {
      i++;
    }
    return i;
  }

  /** The end of the word that begins at {@code from}: the next white space. */
  static int blankEnd(String s, int from) {
    int i = from;
    while (i < s.length() && s.charAt(i) > ' ') {
      i++;
    }
    return i;
  }

  /**
   * Length of the time column that a message begins with, or 0: an ISO time, or the local time that
   * the serverless tool makes of it, {@code 2018-02-15 20:52:35.436 (+01:00)}.
   */
  static int columnTimeLength(String s) {
    int iso = isoTimeLength(s, 0);
    if (iso > 0 || s.length() < LOCAL_TIME.length() + 2 || s.charAt(10) != ' ') {
      return iso;
    }
    for (int i = 0; i < LOCAL_TIME.length(); i++) {
      char form = LOCAL_TIME.charAt(i);
      boolean sign = i == 25 && s.charAt(i) == '-';
      if (form == '0' ? !isDigit(s, i) : s.charAt(i) != form && !sign) {
        return 0;
      }
    }
    return LOCAL_TIME.length();
  }
}
