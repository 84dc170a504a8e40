package dev.logtrail.reading.text;

import dev.logtrail.line.Levels;
import dev.logtrail.trail.Level;
import dev.logtrail.trail.Origin;
import java.util.LinkedHashMap;
import java.util.Map;

/** Lines of key-value pairs: Go's slog text handler, logrus, logfmt, structlog, Scala's ZIO. */
final class LogfmtLine {
  private static final String[] FIRST = {"time=", "level=", "ts=", "lvl=", "t=", "timestamp="};

  private LogfmtLine() {}

  /** Whether the line may be one: it begins with a well-known key. */
  static boolean begins(String s) {
    for (String key : FIRST) {
      if (s.startsWith(key)) {
        return true;
      }
    }
    return false;
  }

  /** The line's parts; null unless all of it is pairs, one of them the level or the message. */
  static TextLine read(String s) {
    Map<String, Object> pairs = pairs(s);
    if (pairs == null) {
      return null;
    }
    Level level = null;
    for (String key : new String[] {"level", "lvl", "severity"}) {
      if (level == null && pairs.get(key) instanceof String word) {
        level = level(word);
        pairs.remove(key);
      }
    }
    Object text = pairs.remove("msg");
    text = text == null ? pairs.remove("message") : text;
    text = text == null ? pairs.remove("event") : text;
    if (level == null && text == null) {
      return null;
    }
    for (String key : new String[] {"time", "ts", "t", "timestamp"}) {
      pairs.remove(key);
    }
    boolean extension =
        pairs.get("Name") instanceof String name && name.endsWith("-extension")
            || text != null && text.toString().startsWith("[sumologic-extension]");
    String logger = pairs.get("logger") instanceof String name ? name : null;
    if (logger != null) {
      pairs.remove("logger");
    }
    String message = text == null ? s : text.toString();
    Origin origin = extension ? Origin.EXTENSION : Origin.FUNCTION;
    return new TextLine(level, logger, message, pairs, origin);
  }

  /** slog writes levels between its own as {@code INFO+2}. */
  private static Level level(String word) {
    int sign = Math.max(word.indexOf('+'), word.indexOf('-'));
    return Levels.of(sign > 0 ? word.substring(0, sign) : word);
  }

  private static Map<String, Object> pairs(String s) {
    Map<String, Object> pairs = new LinkedHashMap<>();
    int i = 0;
    while (i < s.length()) {
      int equals = s.indexOf('=', i);
      if (equals <= i || Scan.wordEnd(s, i) < equals) {
        return null;
      }
      String key = s.substring(i, equals);
      int value = equals + 1;
      if (Scan.isAt(s, value, '"') || Scan.isAt(s, value, '\'')) {
        StringBuilder text = new StringBuilder();
        i = quoted(s, value, text);
        pairs.put(key, text.toString());
      } else {
        i = Scan.wordEnd(s, value);
        pairs.put(key, s.substring(value, i));
      }
      i = Scan.skipSpaces(s, i);
    }
    return pairs;
  }

  /** Reads up to the closing quote and gives the position behind it. */
  private static int quoted(String s, int from, StringBuilder text) {
    char quote = s.charAt(from);
    int i = from + 1;
    while (i < s.length() && s.charAt(i) != quote) {
      char c = s.charAt(i);
      if (c == '\\' && i + 1 < s.length()) {
        i++;
        c = s.charAt(i) == 'n' ? '\n' : s.charAt(i) == 't' ? '\t' : s.charAt(i);
      }
      text.append(c);
      i++;
    }
    return Math.min(i + 1, s.length());
  }
}
