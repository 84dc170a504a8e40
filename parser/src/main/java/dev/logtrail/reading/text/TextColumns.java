package dev.logtrail.reading.text;

import dev.logtrail.trail.Level;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Walks over the columns that log4j, logback, Spring Boot, Python's logging and their kin put
 * between the time and the text, in whatever order a pattern has them:
 *
 * <pre>
 *   [main] INFO  c.s.Orders - text            INFO 8 --- [app] [main] c.s.Orders   : text
 *   5b32… INFO Handler:54 - text              - orders - INFO - text
 *   | INFO     | orders:pay:12 - text         info: text
 * </pre>
 *
 * Without a level there are no columns.
 */
final class TextColumns {
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

  private TextColumns(String s, int from) {
    this.s = s;
    this.i = from;
  }

  /** The line with the columns that begin at {@code from} cut off; null if there are none. */
  static TextLine read(String s, int from) {
    TextColumns columns = new TextColumns(s, from);
    columns.walk();
    return columns.level == null ? null : columns.line();
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
    Level told = level == null ? LevelWord.any(inner) : null;
    if (told != null) {
      level(told, close + 1);
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

  /** The emulator's {@code (rapid)}. */
  private boolean parenthesis() {
    int close = s.indexOf(") ", i);
    if (close < 0 || close - i > LONGEST_BRACKET || logger != null) {
      return false;
    }
    logger = s.substring(i + 1, close);
    i = close + 2;
    textReached = true;
    return true;
  }

  private boolean word(char c) {
    if (Scan.isUuidAt(s, i) && Scan.isAt(s, i + 36, ' ')) {
      fields.put("requestId", s.substring(i, i + 36));
      i += 36;
      return true;
    }
    if (level != null) {
      return Character.isDigit(c) && pid();
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
    Level told = colon < 0 || colon - i > 11 ? null : LevelWord.any(s.substring(i, colon));
    if (told == null || !Scan.isAt(s, colon + 1, ' ')) {
      return false;
    }
    level(told, colon + 1);
    textReached = true;
    return true;
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

  private void level(Level told, int end) {
    level = told;
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
