package dev.logtrail.payload.carrier.text;

/**
 * Events that a page shows twice, as a row and as its cell: copied together, the same text follows
 * itself, with other blanks or none.
 */
final class Repeated {
  private static final int LONGEST_ROW = 8_192;

  private Repeated() {}

  /** Whether the text is another one twice, cut at a line's end or a pipe. */
  static boolean isTwice(String text) {
    return cut(text) >= 0;
  }

  /**
   * Whether a line goes on with the same text a second time.
   *
   * @param row the text's first line, which is all of it once
   * @param soFar the row and what followed it
   */
  static boolean begins(String row, CharSequence soFar, String line) {
    if (row.length() > LONGEST_ROW || soFar.length() + line.length() > 3 * LONGEST_ROW) {
      return false;
    }
    String again = compact(soFar.subSequence(row.length(), soFar.length())) + compact(line);
    return !again.isEmpty() && compact(row).startsWith(again);
  }

  private static String compact(CharSequence text) {
    StringBuilder signs = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (counts(text.charAt(i))) {
        signs.append(text.charAt(i));
      }
    }
    return signs.toString();
  }

  /** The text, or the half of it that kept its tabs and lines, if it is there twice. */
  static String once(String text) {
    int cut = cut(text);
    if (cut < 0) {
      return text;
    }
    String a = trimmed(text.substring(0, cut));
    String b = trimmed(text.substring(cut + 1));
    return structure(b) > structure(a) ? b : a;
  }

  /** Where the second half begins, its separator included; -1 if the text is not twice the same. */
  private static int cut(String text) {
    int total = 0;
    for (int i = 0; i < text.length(); i++) {
      total += counts(text.charAt(i)) ? 1 : 0;
    }
    if (total == 0 || total % 2 != 0) {
      return -1;
    }
    int seen = 0;
    int cut = -1;
    for (int i = 0; i < text.length() && seen <= total / 2 && cut < 0; i++) {
      char c = text.charAt(i);
      seen += counts(c) ? 1 : 0;
      cut = seen == total / 2 && (c == '\n' || c == '|') ? i : -1;
    }
    return cut >= 0 && sameHalves(text, cut) ? cut : -1;
  }

  private static boolean sameHalves(String text, int cut) {
    int a = 0;
    int b = cut;
    while (true) {
      while (a < cut && !counts(text.charAt(a))) {
        a++;
      }
      while (b < text.length() && !counts(text.charAt(b))) {
        b++;
      }
      if (a == cut || b == text.length()) {
        return a == cut && b == text.length();
      }
      if (text.charAt(a++) != text.charAt(b++)) {
        return false;
      }
    }
  }

  private static boolean counts(char c) {
    return c > ' ' && c != '|' && c != '\u00a0';
  }

  private static String trimmed(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && text.charAt(from) == '\n') {
      from++;
    }
    while (to > from && (text.charAt(to - 1) == '\n' || text.charAt(to - 1) == ' ')) {
      to--;
    }
    return text.substring(from, to);
  }

  private static int structure(String text) {
    int n = 0;
    for (int i = 0; i < text.length(); i++) {
      n += text.charAt(i) == '\n' || text.charAt(i) == '\t' ? 1 : 0;
    }
    return n;
  }
}
