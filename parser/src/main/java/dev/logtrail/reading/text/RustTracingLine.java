package dev.logtrail.reading.text;

import dev.logtrail.limit.EventLimits;
import dev.logtrail.trail.Level;
import dev.logtrail.trail.Origin;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Lines of Rust's tracing: a level padded to five, the spans with their fields, the target, the
 * text.
 *
 * <pre>
 *   INFO Lambda runtime invoke{requestId="5b32…"}: orders::pay: text
 * </pre>
 */
final class RustTracingLine {
  private static final int WIDTH = 5;
  private static final int LONGEST_NAME = 200;

  private RustTracingLine() {}

  /** A line without a time that begins with the space that pads its level; null if it is none. */
  static TextLine padded(String s) {
    return read(s, 0);
  }

  /** The line whose time ends at {@code from}; null if it is not such a line. */
  static TextLine read(String s, int from) {
    int at = Scan.skipSpaces(s, from);
    int end = LevelWord.capitalsEnd(s, at);
    Level level = LevelWord.upper(s, at, end);
    boolean padded = level != null && end - from >= WIDTH && Scan.isAt(s, end, ' ');
    return padded ? behindLevel(s, level, end + 1) : null;
  }

  /** A line without a time that begins with its level; null if it may be a sentence. */
  static TextLine levelFirst(String s, Level level, int from) {
    TextLine line = behindLevel(s, level, from);
    return line != null && isCertain(line) ? line : null;
  }

  private static boolean isCertain(TextLine line) {
    String target = line.logger();
    return !line.fields().isEmpty() || target.indexOf('_') > 0 || target.indexOf(':') > 0;
  }

  /** What stands behind the level, if it is spans and target; null if it is not. */
  private static TextLine behindLevel(String s, Level level, int from) {
    Map<String, Object> fields = new LinkedHashMap<>();
    int at = spans(s, from, fields);
    int end = targetEnd(s, at);
    if (end == 0 && fields.isEmpty()) {
      return null;
    }
    String target = end == 0 ? null : s.substring(at, end);
    String text = s.substring(end == 0 ? at : Math.min(end + 2, s.length()));
    boolean extension = ExtensionLine.isOfExtension(target, text);
    return new TextLine(
        level, target, text, fields, extension ? Origin.EXTENSION : Origin.FUNCTION);
  }

  /**
   * Skips {@code outer{key=value}:inner{key=value}: } and keeps what it holds; {@code from} if no
   * span stands there.
   */
  private static int spans(String s, int from, Map<String, Object> fields) {
    StringBuilder names = new StringBuilder();
    int at = from;
    for (int span = 0; span < EventLimits.RUST_SPANS; span++) {
      int brace = nameEnd(s, at);
      boolean named = Scan.isAt(s, brace, '{') && s.charAt(brace - 1) != ' ';
      int close = named ? closing(s, brace) : -1;
      if (close < 0 || !Scan.isAt(s, close + 1, ':')) {
        break;
      }
      names.append(names.length() == 0 ? "" : ":").append(s, at, brace);
      pairs(s, brace + 1, close, fields);
      at = close + 2;
      if (Scan.isAt(s, at, ' ')) {
        at++;
        break;
      }
    }
    if (at > from) {
      fields.put("span", names.toString());
    }
    return at;
  }

  /** The end of a span's name, which may hold blanks but no colon. */
  private static int nameEnd(String s, int from) {
    int i = from;
    while (i < s.length() && i < from + LONGEST_NAME && "{:\n".indexOf(s.charAt(i)) < 0) {
      i++;
    }
    return i > from ? i : s.length();
  }

  private static int closing(String s, int brace) {
    boolean quoted = false;
    for (int i = brace + 1; i < s.length() && s.charAt(i) != '\n'; i++) {
      char c = s.charAt(i);
      if (c == '\\' && quoted) {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == '}' && !quoted) {
        return i;
      }
    }
    return -1;
  }

  /** {@code key=value key="quoted value"}. */
  private static void pairs(String s, int from, int to, Map<String, Object> fields) {
    int i = from;
    while (i < to) {
      int equals = s.indexOf('=', i);
      if (equals < 0 || equals >= to) {
        return;
      }
      boolean quoted = Scan.isAt(s, equals + 1, '"');
      int end = quoted ? s.indexOf('"', equals + 2) : s.indexOf(' ', equals);
      int valueEnd = end < 0 || end > to ? to : end;
      String value = s.substring(quoted ? equals + 2 : equals + 1, Math.max(valueEnd, equals + 1));
      fields.put(s.substring(i, equals).strip(), value);
      i = Scan.skipSpaces(s, quoted ? valueEnd + 1 : valueEnd);
    }
  }

  /** The end of {@code crate::module: } at {@code from}, or 0 if no target stands there. */
  private static int targetEnd(String s, int from) {
    int i = from;
    while (i < s.length() && isTarget(s.charAt(i)) || s.startsWith("::", i)) {
      i += s.charAt(i) == ':' ? 2 : 1;
    }
    boolean ends = Scan.isAt(s, i, ':') && (i + 1 == s.length() || s.charAt(i + 1) == ' ');
    boolean crate = i > from && (s.charAt(from) == '_' || Character.isLowerCase(s.charAt(from)));
    return ends && crate ? i : 0;
  }

  private static boolean isTarget(char c) {
    return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
  }
}
