package dev.logtrail.reading.text;

import dev.logtrail.text.UuidText;
import dev.logtrail.trail.Level;
import dev.logtrail.trail.Origin;
import java.util.Map;

/**
 * Reads a line of text that no runtime's columns precede. The first character decides which loggers
 * may have written it; of those, the first whose reader knows the line wins.
 *
 * <pre>
 *   first      logger, example                                        reader
 *   [          an extension       [NR_EXT] text                       ExtensionLine
 *              Datadog's tracer   [dd.trace_id=1] text                DatadogLine
 *              Lambda's runtimes  [ERROR] text                        LambdaRuntimeLine
 *              Monolog            [time] channel.LEVEL: text          MonologLine
 *              PHP's error log    [28-Nov-2026 …] PHP Warning:  text  PhpLine
 *              Nest               [Nest] 10 - … ERROR [Name] text     NestLine
 *              Serilog, env_logger [12:34:56 INF] text                SerilogLine
 *              log4j, logback     [main] INFO logger - text           PatternLayoutLine
 *   0-9        Go                 2006/01/02 15:04:05 text            GoLogLine
 *              Rust's tracing     time  INFO span{a=1}: target: text  RustTracingLine
 *              zap                time→INFO→main.go:7→text            TabbedLine
 *              log4j, logback,    time INFO logger - text             PatternLayoutLine
 *              Spring Boot, Python
 *              NLog, Swift, …     time|WARN|logger|text               OwnLevelLine
 *   A-Z        PHP                PHP Warning: text                   PhpLine
 *              Python             ERROR:name:text                     PythonLoggingLine
 *              Rust's tracing     INFO span{a=1}: target: text        RustTracingLine
 *              log4j, logback     INFO logger - text                  PatternLayoutLine
 *              Datadog            DD_EXTENSION | INFO | text          DatadogLine
 *              Lambda's runtimes  LAMBDA_WARNING: text                LambdaRuntimeLine
 *              java.util.logging  Jan 08, 2021 … ⏎WARNING: text       JavaUtilLoggingLine
 *   a-z        log4j, logback     request id INFO logger - text       PatternLayoutLine
 *              slog, logrus       time=… level=INFO msg=text          LogfmtLine
 *              .NET's console     info: Category[0]⏎ text             DotnetConsoleLine
 *              winston            info: text                          DotnetConsoleLine
 *   a space    Rust's tracing     (INFO, padded)                      RustTracingLine
 *   ( or /     Node, Python       (node:8) Warning: text              RuntimeWarningLine
 * </pre>
 */
public final class TextLines {
  /** Longer brackets hold text, not a column; the tracer's ids alone may be longer. */
  private static final int LONGEST_BRACKET = 120;

  private TextLines() {}

  /**
   * The line, read by the logger that wrote it.
   *
   * @param text a whole record, which may hold several lines; not null
   * @return never null; all of {@code text} is the message where no logger is known
   */
  public static TextLine read(String text) {
    TextLine line = text.isEmpty() ? null : known(text, text.charAt(0));
    return line == null ? TextLine.plain(text) : line;
  }

  /**
   * Reads the text behind a runtime's columns: only what a tracer puts there is a column. Never
   * null.
   */
  public static TextLine behindPrefix(String text) {
    if (LambdaRuntimeLine.isClients(text)) {
      return new TextLine(null, null, text, Map.of(), Origin.RUNTIME);
    }
    TextLine line = text.startsWith("[dd.") ? bracket(text, false) : null;
    return line == null ? TextLine.plain(text) : line;
  }

  private static TextLine known(String s, char first) {
    return switch (first) {
      case '[' -> bracket(s, false);
      case ' ' -> padded(s);
      case '<' -> OwnLevelLine.syslog(s);
      case '(', '/' -> RuntimeWarningLine.read(s);
      default ->
          isDigit(first)
              ? digit(s, false)
              : isCapital(first) ? capital(s) : isSmall(first) ? small(s) : null;
    };
  }

  /** A level that is padded, or a time that is indented, as Rust's tracing does for people. */
  private static TextLine padded(String s) {
    TextLine line = RustTracingLine.padded(s);
    int text = Scan.skipSpaces(s, 0);
    boolean timed = line == null && text < s.length() && isDigit(s.charAt(text));
    if (timed && TimestampColumn.end(s, text) > text) {
      return RustTracingLine.read(s, TimestampColumn.end(s, text));
    }
    return line == null ? OwnLevelLine.indented(s) : line;
  }

  /**
   * Reads the line behind the brackets of an extension or a tracer. They do not stand inside of one
   * another.
   */
  private static TextLine nested(String s) {
    char first = s.isEmpty() ? ' ' : s.charAt(0);
    TextLine line = null;
    if (first == '[') {
      line = bracket(s, true);
    } else if (isDigit(first)) {
      line = digit(s, true);
    } else if (isCapital(first)) {
      line = capital(s);
    }
    return line == null ? TextLine.plain(s) : line;
  }

  private static TextLine bracket(String s, boolean nested) {
    int close = s.indexOf(']');
    if (close < 2 || close > LONGEST_BRACKET && !s.startsWith("[dd.")) {
      return null;
    }
    String inner = s.substring(1, close);
    if (inner.indexOf('\n') >= 0) {
      return null;
    }
    String rest = s.substring(Scan.skipSpaces(s, close + 1));
    if (PhpLine.isTime(inner)) {
      return PhpLine.logged(rest);
    }
    if (inner.equals("Nest")) {
      return NestLine.read(s);
    }
    if (!nested && ExtensionLine.isName(inner)) {
      return ExtensionLine.of(inner, nested(rest));
    }
    if (close + 1 < s.length() && s.charAt(close + 1) > ' ') {
      return OwnLevelLine.glued(s, inner, close);
    }
    if (!nested && DatadogLine.isTracers(inner)) {
      return DatadogLine.traced(inner, nested(rest));
    }
    Level level = LevelWord.any(inner.strip());
    if (level != null) {
      TextLine timed = OwnLevelLine.timed(inner.strip(), rest);
      return timed == null ? LambdaRuntimeLine.behindLevel(level, rest.stripLeading()) : timed;
    }
    int time = TimestampColumn.end(inner, 0);
    if (time == 0) {
      return PatternLayoutLine.threadFirst(s);
    }
    if (time < inner.length()) {
      return SerilogLine.read(inner, time, rest);
    }
    TextLine monolog = MonologLine.read(rest);
    return monolog == null ? PatternLayoutLine.read(rest, 0) : monolog;
  }

  private static TextLine digit(String s, boolean nested) {
    int time = TimestampColumn.end(s, 0);
    if (time == 0) {
      return UuidText.isAt(s, 0) ? PatternLayoutLine.read(s, 0) : OwnLevelLine.counted(s);
    }
    if (GoLogLine.isDated(s)) {
      TextLine line = GoLogLine.read(s, time);
      boolean bracket = !nested && line.level() == null && line.message().startsWith("[");
      TextLine inner = bracket ? bracket(line.message(), false) : null;
      return inner == null ? line : inner;
    }
    if (Scan.isAt(s, time, '\t')) {
      TextLine line = TabbedLine.read(s, time);
      return line == null ? PatternLayoutLine.behindTime(s, time) : line;
    }
    TextLine line = RustTracingLine.read(s, time);
    line = line == null ? PatternLayoutLine.behindTime(s, time) : line;
    return line == null ? OwnLevelLine.behindTime(s, time) : line;
  }

  private static TextLine capital(String s) {
    if (PhpLine.isFpms(s)) {
      return PhpLine.read(s);
    }
    int end = LevelWord.capitalsEnd(s, 0);
    if (end == 1 && s.length() > 1 && isDigit(s.charAt(1))) {
      return OwnLevelLine.glog(s);
    }
    Level level = LevelWord.upper(s, 0, end);
    if (level != null) {
      return levelFirst(s, level, end);
    }
    int time = TimestampColumn.end(s, 0);
    if (time > 0) {
      return PatternLayoutLine.behindTime(s, time);
    }
    if (s.startsWith("SLF4J(")) {
      return OwnLevelLine.slf4j(s);
    }
    return switch (s.charAt(0)) {
      case 'D' -> either(DatadogLine.extension(s), s);
      case 'F' -> either(PhpLine.read(s), s);
      case 'P', 'W' -> PhpLine.read(s);
      case 'E', 'L', 'U' -> LambdaRuntimeLine.read(s);
      default -> JavaUtilLoggingLine.read(s);
    };
  }

  /** The line if its reader knew it, else java.util.logging's, which begins with a month. */
  private static TextLine either(TextLine known, String s) {
    return known == null ? JavaUtilLoggingLine.read(s) : known;
  }

  /** Where nothing separates a level from the text it may be a word of it: the line keeps it. */
  private static TextLine levelFirst(String s, Level level, int end) {
    if (end == s.length()) {
      return null;
    }
    return switch (s.charAt(end)) {
      case ':' -> PythonLoggingLine.read(s, level, end);
      case '\t' -> new TextLine(level, null, s.substring(end + 1));
      case ' ' -> {
        TextLine rust = RustTracingLine.levelFirst(s, level, end + 1);
        TextLine line = rust == null ? PatternLayoutLine.levelFirst(s, end) : rust;
        yield line == null ? new TextLine(level, null, s) : line;
      }
      case '[' -> OwnLevelLine.counted(s, level, end);
      default -> null;
    };
  }

  private static TextLine small(String s) {
    if (s.charAt(0) <= 'f' && UuidText.isAt(s, 0)) {
      return PatternLayoutLine.read(s, 0);
    }
    if (LogfmtLine.begins(s)) {
      return LogfmtLine.read(s);
    }
    TextLine line = DotnetConsoleLine.read(s);
    line = line == null ? DotnetConsoleLine.simple(s) : line;
    line = line == null ? PatternLayoutLine.nameFirst(s) : line;
    return line == null && s.startsWith("log4j:") ? OwnLevelLine.log4j(s) : line;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isCapital(char c) {
    return c >= 'A' && c <= 'Z';
  }

  private static boolean isSmall(char c) {
    return c >= 'a' && c <= 'z';
  }
}
