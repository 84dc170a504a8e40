package dev.logtrail.line;

import dev.logtrail.text.UuidText;
import dev.logtrail.trail.Level;

/**
 * The columns a runtime puts before a line: Node's and .NET's {@code time→id→level→}, Python
 * logging's {@code [LEVEL]→time→id→}, Ruby's {@code I, [time #pid] INFO id -- name: }, and the id
 * before the errors of PHP's Bref. Other loggers write lines that look alike: the id column has to
 * hold an id, or one of the words that stand for none.
 *
 * @param requestId the id column; null where it says that there is none (outside of a request)
 * @param strength how far the columns prove that id; NONE without one
 * @param level the level column; null if there is none (Node before 10)
 * @param logger the logger's name (Ruby's progname), or null
 * @param textAt where the text after the columns begins
 */
public record RuntimePrefix(
    String requestId, IdStrength strength, Level level, String logger, int textAt) {
  private static final String BREF_ERROR = "\tInvoke Error\t";

  /** What the serverless tool makes of Python's level. */
  private static final String INVALID_DATE = "Invalid date\t";

  /** The prefix of a message, or null if it has none. */
  public static RuntimePrefix of(String s) {
    if (s.length() < 20) {
      return null;
    }
    char c = s.charAt(0);
    if (c >= '0' && c <= '9') {
      return timeFirst(s);
    }
    if (c == '[') {
      return levelFirst(s);
    }
    if (c == 'I' && s.startsWith(INVALID_DATE)) {
      return unnamedLevel(s, INVALID_DATE.length());
    }
    return s.startsWith(", [", 1) ? ruby(s) : idFirst(s);
  }

  /**
   * The same columns where the id turned out to be none: the request that the line belongs to has
   * another.
   */
  public RuntimePrefix withoutId() {
    return new RuntimePrefix(
        null, IdStrength.NONE, level, logger == null ? requestId : logger, textAt);
  }

  /** PHP's Bref: {@code id→Invoke Error→{…}}. */
  private static RuntimePrefix idFirst(String s) {
    boolean error = s.startsWith(BREF_ERROR, UuidText.LENGTH) && UuidText.isAt(s, 0);
    return error
        ? new RuntimePrefix(
            s.substring(0, UuidText.LENGTH),
            IdStrength.STRONG,
            Level.ERROR,
            null,
            UuidText.LENGTH + 1)
        : null;
  }

  private static RuntimePrefix timeFirst(String s) {
    int time = Text.columnTimeLength(s);
    if (time == 0) {
      return idFirst(s);
    }
    if (time + 1 >= s.length()) {
      return null;
    }
    if (s.charAt(time) == '\t') {
      int idEnd = s.indexOf('\t', time + 1);
      return idEnd < 0 ? null : reprinted(s, time, columns(s, time + 1, idEnd));
    }
    return reprinted(s, time, collapsed(s, Text.skipBlanks(s, time), true));
  }

  /**
   * A time with its zone in parentheses is what the serverless tool makes of a runtime's: nothing
   * else writes such columns, with a level or, as Node before 10, without.
   */
  private static RuntimePrefix reprinted(String s, int time, RuntimePrefix columns) {
    boolean id = columns != null && columns.requestId != null && s.charAt(time - 1) == ')';
    return id && RequestIds.isPlain(columns.requestId)
        ? new RuntimePrefix(
            columns.requestId, IdStrength.STRONG, columns.level, columns.logger, columns.textAt)
        : columns;
  }

  /** Columns of which a copy has made spaces: only a UUID is told from words of a text. */
  private static RuntimePrefix collapsed(String s, int idAt, boolean levelFollows) {
    int idEnd = idAt + UuidText.LENGTH;
    int levelAt = Text.skipBlanks(s, idEnd);
    if (!UuidText.isAt(s, idAt) || levelAt == idEnd) {
      return null;
    }
    String id = s.substring(idAt, idEnd);
    if (!levelFollows) {
      return new RuntimePrefix(id, IdStrength.STRONG, null, null, levelAt);
    }
    int levelEnd = Text.blankEnd(s, levelAt);
    Level level = Levels.of(s, levelAt, levelEnd);
    int textAt = Math.max(levelEnd, Text.skipBlanks(s, levelEnd));
    if (level == null) {
      // A run of blanks: nobody writes a text so.
      return levelAt - idEnd > 1
          ? new RuntimePrefix(id, IdStrength.WEAK, null, null, levelAt)
          : null;
    }
    return new RuntimePrefix(id, IdStrength.STRONG, level, null, textAt);
  }

  /** Decides between three columns and four by whether the third is a level. */
  private static RuntimePrefix columns(String s, int idAt, int idEnd) {
    int levelAt = idEnd + 1;
    int levelEnd = s.indexOf('\t', levelAt);
    Level level = levelEnd < 0 ? null : Levels.of(s, levelAt, levelEnd);
    int textAt = level == null ? levelAt : levelEnd + 1;
    return withId(s, idAt, idEnd, level != null, level, textAt);
  }

  /**
   * The prefix whose id stands in s[idAt, idEnd); null if that can be none.
   *
   * @param shaped whether the other columns leave no doubt that a runtime wrote them
   */
  private static RuntimePrefix withId(
      String s, int idAt, int idEnd, boolean shaped, Level level, int textAt) {
    if (RequestIds.isNone(s, idAt, idEnd)) {
      return new RuntimePrefix(null, IdStrength.NONE, level, null, textAt);
    }
    String id = RequestIds.read(s, idAt, idEnd);
    boolean plain = id != null && RequestIds.isPlain(id);
    boolean may = id != null && shaped && RequestIds.mayBe(s, idAt, idEnd);
    return plain || may
        ? new RuntimePrefix(
            id, plain && shaped ? IdStrength.STRONG : IdStrength.WEAK, level, null, textAt)
        : null;
  }

  private static RuntimePrefix levelFirst(String s) {
    int close = s.indexOf(']');
    if (close < 2 || close + 1 >= s.length() || s.charAt(close + 1) > ' ') {
      return null;
    }
    Level level = Levels.of(s, 1, close);
    RuntimePrefix columns = s.charAt(close + 1) == '\t' ? unnamedLevel(s, close + 2) : null;
    if (columns == null && level != null) {
      int timeAt = Text.skipBlanks(s, close + 1);
      int time = Text.isoTimeLength(s, timeAt);
      columns = time == 0 ? null : collapsed(s, Text.skipBlanks(s, timeAt + time), false);
    }
    return columns == null
        ? null
        : new RuntimePrefix(columns.requestId, columns.strength, level, null, columns.textAt);
  }

  /** {@code time→id→text} behind the level, or behind what a tool put in its place. */
  private static RuntimePrefix unnamedLevel(String s, int timeAt) {
    int time = Text.isoTimeLength(s, timeAt);
    int idAt = timeAt + time + 1;
    if (time == 0 || idAt > s.length() || s.charAt(idAt - 1) != '\t') {
      return null;
    }
    int idEnd = s.indexOf('\t', idAt);
    return idEnd < 0 ? null : withId(s, idAt, idEnd, true, null, idEnd + 1);
  }

  /** {@code I, [2019-10-26T10:04:01.689856 #8] INFO 6573a3a0-… -- : text}. */
  private static RuntimePrefix ruby(String s) {
    int close = s.indexOf(']');
    int dashes = s.indexOf(" -- ");
    if (close < 0 || dashes < close || s.indexOf('#') > close || !Text.isDigit(s, 4)) {
      return null;
    }
    int levelAt = Text.skipSeparators(s, close + 1);
    int levelEnd = Text.wordEnd(s, levelAt);
    Level level = Levels.of(s, levelAt, levelEnd);
    int colon = s.indexOf(": ", dashes);
    // Logger#unknown writes ANY: no level, and above all of them.
    if (level == null && !s.startsWith("ANY ", levelAt) || colon < 0) {
      return null;
    }
    int idAt = Math.min(Text.skipSeparators(s, levelEnd), dashes);
    RuntimePrefix id = withId(s, idAt, dashes, true, level, colon + 2);
    String name = s.substring(Math.min(dashes + 4, colon), colon);
    return new RuntimePrefix(
        id == null ? null : id.requestId,
        id == null ? IdStrength.NONE : id.strength,
        level,
        name.isBlank() ? null : name,
        colon + 2);
  }
}
