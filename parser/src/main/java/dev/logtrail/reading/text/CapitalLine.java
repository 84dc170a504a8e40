package dev.logtrail.reading.text;

import dev.logtrail.trail.Level;
import dev.logtrail.trail.Origin;
import java.util.Map;

/**
 * Lines that begin with a capital: a level word without a time before it, and the words by which
 * runtimes and extensions are known.
 */
public final class CapitalLine {
  private static final String DATADOG = "DD_EXTENSION | ";
  private static final String PHP_FPM = "NOTICE: PHP message: ";

  private CapitalLine() {}

  /** The line without its columns, or null if it has none. */
  static TextLine read(String s) {
    if (s.startsWith(PHP_FPM)) {
      return php(s, s.substring(PHP_FPM.length()));
    }
    int end = LevelWord.capitalsEnd(s, 0);
    Level level = LevelWord.upper(s, 0, end);
    if (level != null) {
      return levelled(s, level, end);
    }
    return switch (s.charAt(0)) {
      case 'D' -> s.startsWith(DATADOG) ? datadog(s) : javaUtil(s);
      case 'L' -> runtime(s);
      case 'P' -> php(s, s);
      case 'E' -> s.startsWith("Error: Runtime exited ") ? told(Level.ERROR, s) : null;
      case 'U' -> s.startsWith("Unable to import module '") ? error(s) : null;
      case 'F' -> s.startsWith("Fatal error: ") ? error(s) : javaUtil(s);
      case 'W' -> s.startsWith("Warning: ") ? new TextLine(Level.WARN, null, s) : null;
      default -> javaUtil(s);
    };
  }

  /**
   * {@code ERROR: text}, {@code ERROR:name:text} (Python), {@code ERROR - text}, {@code ERROR
   * logger - text}, {@code INFO span{…}: target: text} (Rust). Where no mark parts the word from
   * what follows it may belong to the sentence: the line keeps it.
   */
  private static TextLine levelled(String s, Level level, int end) {
    if (end == s.length()) {
      return null;
    }
    char next = s.charAt(end);
    if (next == ':') {
      return colon(s, level, end);
    }
    if (next != ' ') {
      return next == '\t' ? new TextLine(level, null, s.substring(end + 1)) : null;
    }
    TextLine rust = RustLine.behindLevel(s, level, end + 1);
    if (rust != null && isCertain(rust)) {
      return rust;
    }
    TextLine columns = TextColumns.read(s, 0);
    boolean named = columns != null && columns.logger() != null && isClass(columns.logger());
    boolean dashed = s.startsWith(" - ", end) || s.startsWith(" | ", end);
    return named || dashed ? columns : new TextLine(level, null, s);
  }

  private static boolean isCertain(TextLine rust) {
    String target = rust.logger();
    return !rust.fields().isEmpty() || target.indexOf('_') > 0 || target.indexOf(':') > 0;
  }

  private static boolean isClass(String logger) {
    return Character.isUpperCase(logger.charAt(0)) || logger.indexOf('.') > 0;
  }

  private static TextLine colon(String s, Level level, int end) {
    if (Scan.isAt(s, end + 1, ' ')) {
      return new TextLine(level, null, s.substring(end + 2).stripLeading());
    }
    int second = s.indexOf(':', end + 1);
    boolean named = second > end + 1 && Scan.wordEnd(s, end + 1) > second;
    return named
        ? new TextLine(level, s.substring(end + 1, second), s.substring(second + 1))
        : new TextLine(level, null, s);
  }

  private static TextLine datadog(String s) {
    int bar = s.indexOf(" | ", DATADOG.length());
    Level level = bar < 0 ? null : LevelWord.any(s.substring(DATADOG.length(), bar).strip());
    String text = s.substring(level == null ? DATADOG.length() : bar + 3);
    return new TextLine(level, "DD_EXTENSION", text, Map.of(), Origin.EXTENSION);
  }

  private static TextLine runtime(String s) {
    if (s.startsWith("LAMBDA_WARNING: ")) {
      return told(Level.WARN, s);
    }
    return s.startsWith("LAMBDA_RUNTIME ") ? told(null, s) : null;
  }

  private static TextLine php(String s, String text) {
    if (!text.startsWith("PHP ")) {
      return null;
    }
    if (text.startsWith("PHP Fatal error:") || text.startsWith("PHP Parse error:")) {
      return error(s);
    }
    boolean warning = text.startsWith("PHP Warning:") || text.startsWith("PHP Deprecated:");
    boolean notice = text.startsWith("PHP Notice:");
    return warning || notice ? new TextLine(warning ? Level.WARN : Level.INFO, null, s) : null;
  }

  /**
   * Two lines of java.util.logging: {@code Jan 08, 2021 10:04:23 AM com.shop.Orders pay⏎WARNING:
   * text}.
   */
  private static TextLine javaUtil(String s) {
    int line = s.indexOf('\n');
    if (line < 0 || !isJavaUtilHead(s.substring(0, line))) {
      return null;
    }
    int end = LevelWord.capitalsEnd(s, line + 1);
    Level level = LevelWord.upper(s, line + 1, end);
    if (level == null || !s.startsWith(": ", end)) {
      return null;
    }
    String head = s.substring(0, line);
    int names = head.lastIndexOf("M ") + 2;
    return new TextLine(
        level, head.substring(names, Scan.wordEnd(head, names)), s.substring(end + 2));
  }

  /** Whether a line is the first of java.util.logging's two. */
  public static boolean isJavaUtilHead(String line) {
    int am = line.indexOf(" AM ");
    int half = am < 0 ? line.indexOf(" PM ") : am;
    return half > 18 && half < 26 && Scan.isAt(line, 3, ' ') && line.indexOf(", ") < 8;
  }

  private static TextLine error(String s) {
    return new TextLine(Level.ERROR, null, s);
  }

  private static TextLine told(Level level, String s) {
    return new TextLine(level, null, s, Map.of(), Origin.RUNTIME);
  }
}
