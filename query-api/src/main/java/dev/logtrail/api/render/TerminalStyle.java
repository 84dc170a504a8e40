package dev.logtrail.api.render;

import static java.util.Map.entry;

import dev.logtrail.text.TerminalCodes;
import dev.logtrail.trail.Level;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Colours for a terminal, or none; and text that is safe to show on one. */
public enum TerminalStyle {
  /** Plain text. */
  NONE,
  /** ANSI colours. */
  ANSI;

  /** Characters that change the direction of text, or take no room, by what Unicode calls them. */
  private static final Map<Integer, String> HIDDEN =
      Map.ofEntries(
          entry(0x061c, "ALM"),
          entry(0x180e, "MVS"),
          entry(0x200b, "ZWSP"),
          entry(0x200e, "LRM"),
          entry(0x200f, "RLM"),
          entry(0x2028, "LS"),
          entry(0x2029, "PS"),
          entry(0x202a, "LRE"),
          entry(0x202b, "RLE"),
          entry(0x202c, "PDF"),
          entry(0x202d, "LRO"),
          entry(0x202e, "RLO"),
          entry(0x2060, "WJ"),
          entry(0x2066, "LRI"),
          entry(0x2067, "RLI"),
          entry(0x2068, "FSI"),
          entry(0x2069, "PDI"),
          entry(0xfeff, "BOM"));

  /** Codes that blink or hide text, unless they are the number of a colour. */
  private static final Pattern UNWANTED =
      Pattern.compile("\u001b\\[(?:[0-9;]*;)?0*[568](?:;[0-9;]*)?m");

  private static final Pattern NUMBERED_COLOUR =
      Pattern.compile("[34]8[;:](?:5[;:]\\d+|2(?:[;:]\\d+){3})");

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
   * Text from a log without what could steer a terminal or turn its text around: colour codes go,
   * other control characters become their pictures, those that change the direction of text or take
   * no room their names, as on the page: {@code ⟨RLO⟩}. Tabs and line breaks stay.
   */
  public static String safe(String s) {
    if (s.chars().noneMatch(TerminalStyle::steers)) {
      return s;
    }
    return shown(s, false);
  }

  /**
   * The same with its colour codes kept, but for those that blink or hide text; after it, colours
   * are as they were.
   */
  static String inItsColours(String s) {
    return shown(s, true) + "\u001b[0m";
  }

  private static String shown(String s, boolean inColours) {
    StringBuilder out = new StringBuilder(s.length());
    for (int i = 0; i < s.length(); ) {
      int end = TerminalCodes.colourEnd(s, i);
      if (end == i) {
        append(out, s.charAt(i++));
      } else {
        out.append(inColours ? wanted(s.substring(i, end)) : "");
        i = end;
      }
    }
    return out.toString();
  }

  private static String wanted(String code) {
    String plain = NUMBERED_COLOUR.matcher(code).replaceAll("0");
    return UNWANTED.matcher(plain).matches() ? "" : code;
  }

  private static void append(StringBuilder out, int c) {
    if (!steers(c)) {
      out.append((char) c);
    } else if (c < 0x20) {
      out.append((char) (0x2400 + c));
    } else {
      String code = "U+" + String.format(Locale.ROOT, "%04X", c);
      out.append('\u27e8').append(HIDDEN.getOrDefault(c, code)).append('\u27e9');
    }
  }

  private static boolean steers(int c) {
    return c < 0x20 && c != '\n' && c != '\t'
        || c >= 0x7f && c <= 0x9f
        || c >= 0x61c && HIDDEN.containsKey(c);
  }
}
