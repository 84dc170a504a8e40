package dev.logtrail.reading.text;

import dev.logtrail.text.UuidText;
import dev.logtrail.trail.Level;
import dev.logtrail.trail.Origin;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A line written by a pattern that the user may set: log4j's and logback's layouts, Spring Boot,
 * Python's logging, loguru. Walks over the columns between the time and the text, in whatever order
 * the pattern has them:
 *
 * <pre>
 *   [main] INFO  c.s.Orders - text            INFO 8 --- [app] [main] c.s.Orders   : text
 *   5b32… INFO Handler:54 - text              - orders - INFO - text
 *   | INFO     | orders:pay:12 - text         info: text
 * </pre>
 *
 * Without a level there are no columns.
 */
final class PatternLayoutLine {
  private static final int MAX_STEPS = 10;
  private static final int LONGEST_BRACKET = 120;

  private final String s;
  private int i;
  private Level level;
  private int afterLevel;
  private String logger;
  private boolean dashed;
  private boolean textReached;
  private final Map<String, Object> fields = new LinkedHashMap<>();
  private final Map<String, Object> late = new LinkedHashMap<>();

  private PatternLayoutLine(String s, int from) {
    this.s = s;
    this.i = from;
  }

  /** The line with the columns that begin at {@code from} cut off; null if there are none. */
  static TextLine read(String s, int from) {
    PatternLayoutLine columns = new PatternLayoutLine(s, from);
    columns.walk();
    return columns.level == null ? null : columns.line();
  }

  /** A line whose time ends at {@code timeEnd}; Lambda's emulator writes such lines, too. */
  static TextLine behindTime(String s, int timeEnd) {
    TextLine line = read(s, timeEnd);
    boolean emulator = line != null && "rapid".equals(line.logger());
    return emulator
        ? new TextLine(line.level(), "rapid", line.message(), line.fields(), Origin.PLATFORM)
        : line;
  }

  /** A line that begins with a bracket: the thread's, if level and logger follow; else null. */
  static TextLine threadFirst(String s) {
    TextLine line = read(s, 0);
    boolean threaded = line != null && line.fields().containsKey("thread") && line.logger() != null;
    return threaded ? line : null;
  }

  /**
   * A line that begins with a level, which ends at {@code levelEnd}; null if neither a class's name
   * nor a dash or bar follows, for then the level may be a word of the text.
   */
  static TextLine levelFirst(String s, int levelEnd) {
    TextLine line = read(s, 0);
    boolean named = line != null && line.logger() != null && isClass(line.logger());
    boolean dashed = s.startsWith(" - ", levelEnd) || s.startsWith(" | ", levelEnd);
    return named || dashed ? line : null;
  }

  /** Python's {@code name - LEVEL - text}; null if it is none. */
  static TextLine nameFirst(String s) {
    int name = Scan.wordEnd(s, 0);
    int end = s.startsWith(" - ", name) ? LevelWord.capitalsEnd(s, name + 3) : 0;
    Level named = end == 0 ? null : LevelWord.upper(s, name + 3, end);
    return named != null && s.startsWith(" - ", end)
        ? new TextLine(named, s.substring(0, name), s.substring(end + 3))
        : null;
  }

  private static boolean isClass(String logger) {
    return Character.isUpperCase(logger.charAt(0)) || logger.indexOf('.') > 0;
  }

  private void walk() {
    for (int step = 0; step < MAX_STEPS && !textReached; step++) {
      i = Scan.skipSpaces(s, i);
      if (i >= s.length() || !step(s.charAt(i))) {
        return;
      }
    }
  }

  /** Takes one column; false if none stands here. */
  private boolean step(char c) {
    return switch (c) {
      case '[' -> bracket();
      case '-', '|' -> separator(c);
      case '(' -> level != null && parenthesis();
      default -> word(c);
    };
  }

  private boolean bracket() {
    int close = s.indexOf(']', i);
    if (close < 0 || close - i > LONGEST_BRACKET || s.startsWith("[dd.", i)) {
      return false;
    }
    String inner = s.substring(i + 1, close).strip();
    Level named = level == null ? LevelWord.any(inner) : null;
    if (named != null) {
      boolean colon = s.startsWith(": ", close + 1); // as winston's users write it
      level(named, colon ? close + 2 : close + 1);
      textReached = colon;
    } else {
      threadOrApplication(inner);
      i = close + 1;
    }
    return true;
  }

  /** Of several brackets the last is the thread, the first the application (Spring Boot 3). */
  private void threadOrApplication(String inner) {
    Map<String, Object> target = level == null ? fields : late;
    Object before = target.put("thread", inner);
    if (before != null) {
      target.putIfAbsent("application", before);
    }
  }

  private boolean separator(char c) {
    if (level == null && s.startsWith("|-", i)) {
      i += 2; // logback about itself
      return true;
    }
    int end = i;
    while (Scan.isAt(s, end, c)) {
      end++;
    }
    if (!Scan.isAt(s, end, ' ')) {
      return false;
    }
    textReached = level != null && c == '-' && end == i + 1;
    dashed |= c == '-';
    i = end + 1;
    return true;
  }

  /** The emulator's {@code (rapid)}; JBoss' and Quarkus' {@code [logger] (thread)}. */
  private boolean parenthesis() {
    if (nameAndPid()) {
      return true;
    }
    int close = s.indexOf(") ", i);
    if (close < 0 || close - i > LONGEST_BRACKET || logger != null) {
      return false;
    }
    logger = s.substring(i + 1, close);
    if (late.get("thread") instanceof String bracketed && late.size() == 1) {
      late.put("thread", logger);
      logger = bracketed;
    }
    i = close + 2;
    textReached = true;
    return true;
  }

  /** Pino's {@code (name/8 on host): text}, of which the name or the host may be missing. */
  private boolean nameAndPid() {
    int close = s.indexOf("): ", i);
    int slash = s.indexOf('/', i);
    boolean named = slash > 0 && slash < close;
    int pid = named ? slash + 1 : i + 1;
    int digits = Scan.digitsEnd(s, pid);
    boolean pino =
        close > 0
            && close - i < LONGEST_BRACKET
            && digits > pid
            && (digits == close || s.startsWith(" on ", digits));
    if (pino) {
      logger = named ? s.substring(i + 1, slash) : logger;
      i = close + 3;
      textReached = true;
    }
    return pino;
  }

  private boolean word(char c) {
    if (UuidText.isAt(s, i) && Scan.isAt(s, i + UuidText.LENGTH, ' ')) {
      fields.put("requestId", s.substring(i, i + UuidText.LENGTH));
      i += 36;
      return true;
    }
    if (level != null) {
      return Character.isDigit(c) && pid();
    }
    if (s.startsWith("main ", i)) {
      fields.put("thread", "main"); // log4j2 about itself
      i += 5;
      return true;
    }
    int end = LevelWord.capitalsEnd(s, i);
    Level upper = LevelWord.upper(s, i, end);
    if (upper != null && (end == s.length() || s.charAt(end) == ' ' || s.charAt(end) == '\t')) {
      level(upper, end);
      return true;
    }
    return levelBeforeColon() || loggerBetweenDashes();
  }

  private boolean pid() {
    int end = Scan.digitsEnd(s, i);
    if (!s.startsWith(" --- ", end)) {
      return false;
    }
    late.put("pid", s.substring(i, end));
    i = end + 5;
    return true;
  }

  /** {@code ERROR: text}, {@code info: text}. */
  private boolean levelBeforeColon() {
    int colon = s.indexOf(':', i);
    Level named = colon < 0 || colon - i > 11 ? null : LevelWord.any(s.substring(i, colon));
    if (named == null || !Scan.isAt(s, colon + 1, ' ')) {
      return false;
    }
    level(named, colon + 1);
    textReached = true;
    bunyan(colon + 2);
    return true;
  }

  /** Bunyan's {@code name/8 on host: text}. */
  private void bunyan(int from) {
    int slash = Scan.wordEnd(s, from);
    int on = s.startsWith(" on ", slash) ? slash : -1;
    int colon = on < 0 ? -1 : s.indexOf(": ", on);
    slash = on < 0 ? -1 : s.lastIndexOf('/', on);
    boolean named = slash > from && Scan.digitsEnd(s, slash + 1) == on;
    if (named && colon > on && Scan.wordEnd(s, on + 4) == colon + 1) {
      logger = s.substring(from, slash);
      i = colon + 2;
    }
  }

  /** Python's {@code time - name - LEVEL - text}. */
  private boolean loggerBetweenDashes() {
    int end = Scan.wordEnd(s, i);
    if (!dashed || logger != null || !s.startsWith(" - ", end)) {
      return false;
    }
    logger = s.substring(i, end);
    i = end + 3;
    return true;
  }

  private void level(Level named, int end) {
    level = named;
    i = end;
    afterLevel = end;
  }

  private TextLine line() {
    i = Scan.skipSpaces(s, i);
    if (logger == null && !textReached) {
      LoggerColumn column = LoggerColumn.at(s, i);
      if (column == null) {
        i = Scan.skipSpaces(s, afterLevel);
        late.clear();
      } else {
        logger = column.name();
        i = column.textAt();
        late.putAll(column.pairs());
      }
    }
    fields.putAll(late);
    return new TextLine(level, logger, s.substring(Math.min(i, s.length())), fields);
  }
}
