package dev.logtrail.payload.carrier.notation;

/** Characters that strings of JSON, YAML, Python and JavaScript write behind a backslash. */
final class Escapes {
  private Escapes() {}

  /** The text with each escape replaced by what it stands for. */
  static String decoded(String s) {
    if (s.indexOf('\\') < 0) {
      return s;
    }
    StringBuilder text = new StringBuilder(s.length());
    for (int i = 0; i < s.length(); ) {
      i = s.charAt(i) == '\\' && i + 1 < s.length() ? decode(s, i + 1, text) : plain(s, i, text);
    }
    return text.toString();
  }

  private static int plain(String s, int i, StringBuilder text) {
    text.append(s.charAt(i));
    return i + 1;
  }

  /** Appends what the escape whose letter stands at {@code i} means; where it ends. */
  private static int decode(String s, int i, StringBuilder text) {
    char c = s.charAt(i);
    switch (c) {
      case 'n' -> text.append('\n');
      case 't' -> text.append('\t');
      case 'r' -> text.append('\r');
      case 'b' -> text.append('\b');
      case 'f' -> text.append('\f');
      case 'e' -> text.append('\u001b');
      case '0' -> text.append('\0');
      case '_' -> text.append('\u00a0');
      case 'x' -> {
        return hex(s, i, 2, text);
      }
      case 'u' -> {
        return hex(s, i, 4, text);
      }
      case 'U' -> {
        return hex(s, i, 8, text);
      }
      default -> text.append(c);
    }
    return i + 1;
  }

  private static int hex(String s, int i, int digits, StringBuilder text) {
    int end = i + 1 + digits;
    int code = 0;
    for (int k = i + 1; k < end; k++) {
      int digit = k < s.length() ? Character.digit(s.charAt(k), 16) : -1;
      if (digit < 0) {
        return plain(s, i, text);
      }
      code = code << 4 | digit;
    }
    if (!Character.isValidCodePoint(code)) {
      return plain(s, i, text);
    }
    text.appendCodePoint(code);
    return end;
  }
}
