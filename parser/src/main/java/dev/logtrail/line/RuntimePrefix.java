package dev.logtrail.line;

import dev.logtrail.text.UuidText;
import dev.logtrail.trail.Level;

/**
 * The columns a runtime puts before a line: Node's and .NET's {@code time→id→level→}, Python
 * logging's {@code [LEVEL]→time→id→}, Ruby's {@code I, [time #pid] INFO id -- name: }, and the id
 * before the errors of PHP's Bref.
 *
 * @param requestId the id column; null where it is empty or {@code undefined} (outside of a
 *     request)
 * @param level the level column; null if there is none (Node before 10)
 * @param logger the logger's name (Ruby's progname), or null
 * @param textAt where the text after the columns begins
 */
public record RuntimePrefix(String requestId, Level level, String logger, int textAt) {
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

  /** PHP's Bref: {@code id→Invoke Error→{…}}. */
  private static RuntimePrefix idFirst(String s) {
    boolean error = s.startsWith(BREF_ERROR, UuidText.LENGTH) && UuidText.isAt(s, 0);
    return error
        ? new RuntimePrefix(s.substring(0, UuidText.LENGTH), Level.ERROR, null, UuidText.LENGTH + 1)
        : null;
  }

  private static RuntimePrefix timeFirst(String s) {
    int time = Text.isoTimeLength(s, 0);
    if (time == 0) {
      return idFirst(s);
    }
    if (time + 1 >= s.length()) {
      return null;
    }
    int idAt = time + 1;
    if (s.charAt(time) == '\t') {
      int idEnd = s.indexOf('\t', idAt);
      return idEnd < 0 ? null : columns(s, idAt, idEnd, '\t');
    }
    boolean collapsed =
        s.charAt(time) == ' ' && UuidText.isAt(s, idAt) && Text.at(s, idAt + UuidText.LENGTH, " ");
    if (!collapsed) {
      return null;
    }
    RuntimePrefix columns = columns(s, idAt, idAt + UuidText.LENGTH, ' ');
    return columns.level == null ? null : columns;
  }

  /** Decides between three columns and four by whether the third is a level. */
  private static RuntimePrefix columns(String s, int idAt, int idEnd, char separator) {
    String id = Text.idOrNull(s, idAt, idEnd);
    if (id != null && hasSpace(id)) {
      return null;
    }
    int levelAt = idEnd + 1;
    int levelEnd = s.indexOf(separator, levelAt);
    Level level = levelEnd < 0 ? null : Levels.of(s, levelAt, levelEnd);
    return new RuntimePrefix(id, level, null, level == null ? levelAt : levelEnd + 1);
  }

  private static RuntimePrefix levelFirst(String s) {
    int close = s.indexOf(']');
    if (close < 2 || close + 1 >= s.length() || s.charAt(close + 1) != '\t') {
      return null;
    }
    RuntimePrefix columns = unnamedLevel(s, close + 2);
    return columns == null
        ? null
        : new RuntimePrefix(columns.requestId, Levels.of(s, 1, close), null, columns.textAt);
  }

  /** {@code time→id→text} behind the level, or behind what a tool put in its place. */
  private static RuntimePrefix unnamedLevel(String s, int timeAt) {
    int time = Text.isoTimeLength(s, timeAt);
    int idAt = timeAt + time + 1;
    if (time == 0 || idAt > s.length() || s.charAt(idAt - 1) != '\t') {
      return null;
    }
    int idEnd = s.indexOf('\t', idAt);
    if (idEnd < 0) {
      return null;
    }
    return new RuntimePrefix(Text.idOrNull(s, idAt, idEnd), null, null, idEnd + 1);
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
    if (level == null || colon < 0) {
      return null;
    }
    int idAt = Text.skipSeparators(s, levelEnd);
    String id = idAt >= dashes ? null : Text.idOrNull(s, idAt, dashes);
    String name = s.substring(Math.min(dashes + 4, colon), colon);
    return new RuntimePrefix(id, level, name.isBlank() ? null : name, colon + 2);
  }

  private static boolean hasSpace(String id) {
    return id.indexOf(' ') >= 0;
  }
}
