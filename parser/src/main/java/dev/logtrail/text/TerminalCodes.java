package dev.logtrail.text;

/**
 * Finds a terminal's control sequences in texts: {@code ESC [}, figures between colons or
 * semicolons, and a letter (ECMA-48 CSI). Those that end with {@code m} set colours (SGR).
 */
public final class TerminalCodes {
  private static final char ESCAPE = '\u001b';
  private static final String BEGIN = "\u001b[";

  private TerminalCodes() {}

  /** Whether a text may hold one. */
  public static boolean mayBeIn(String text) {
    return text.contains(BEGIN);
  }

  /** The end of the sequence that begins at {@code from}; {@code from} itself if none does. */
  public static int end(String text, int from) {
    if (text.charAt(from) != ESCAPE || !text.startsWith(BEGIN, from)) {
      return from;
    }
    int i = from + BEGIN.length();
    while (i < text.length() && isFigure(text.charAt(i))) {
      i++;
    }
    return i < text.length() && isLetter(text.charAt(i)) ? i + 1 : from;
  }

  /** The same for one that sets colours. */
  public static int colourEnd(String text, int from) {
    int end = end(text, from);
    return end > from && text.charAt(end - 1) == 'm' ? end : from;
  }

  /** The text without them. */
  public static String without(String text) {
    if (!mayBeIn(text)) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    int i = 0;
    while (i < text.length()) {
      int end = end(text, i);
      if (end == i) {
        plain.append(text.charAt(i++));
      } else {
        i = end;
      }
    }
    return plain.toString();
  }

  private static boolean isFigure(char c) {
    return c >= '0' && c <= '9' || c == ';' || c == ':';
  }

  private static boolean isLetter(char c) {
    return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
  }
}
