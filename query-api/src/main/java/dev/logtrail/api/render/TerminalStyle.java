package dev.logtrail.api.render;

import dev.logtrail.trail.Level;
import java.util.regex.Pattern;

/** Colours for a terminal, or none; and text that is safe to show on one. */
enum TerminalStyle {
  /** Plain text. */
  NONE,
  /** ANSI colours. */
  ANSI;

  private static final Pattern COLOUR_CODES = Pattern.compile("\u001b\\[[0-9;:]*m");

  String dim(String s) {
    return with("2", s);
  }

  String bold(String s) {
    return with("1", s);
  }

  String red(String s) {
    return with("31", s);
  }

  String yellow(String s) {
    return with("33", s);
  }

  String cyan(String s) {
    return with("36", s);
  }

  /** A text in the colour of a level; null is grey. */
  String level(Level level, String s) {
    if (level == null) {
      return dim(s);
    }
    return switch (level) {
      case FATAL -> with("35", s);
      case ERROR -> red(s);
      case WARN -> yellow(s);
      case INFO -> with("32", s);
      case DEBUG -> with("34", s);
      case TRACE -> dim(s);
    };
  }

  private String with(String code, String s) {
    return this == NONE || s.isEmpty() ? s : "\u001b[" + code + "m" + s + "\u001b[0m";
  }

  /**
   * Text from a log without what could steer a terminal: colour codes go, other control characters
   * become their pictures. Tabs and line breaks stay.
   */
  static String safe(String s) {
    if (s.chars().noneMatch(TerminalStyle::steers)) {
      return s;
    }
    StringBuilder out = new StringBuilder(s.length());
    COLOUR_CODES
        .matcher(s)
        .replaceAll("")
        .chars()
        .forEach(c -> out.append(steers(c) ? picture(c) : (char) c));
    return out.toString();
  }

  private static boolean steers(int c) {
    return c < 0x20 && c != '\n' && c != '\t' || c >= 0x7f && c <= 0x9f;
  }

  private static char picture(int c) {
    return c < 0x20 ? (char) (0x2400 + c) : '\ufffd';
  }
}
