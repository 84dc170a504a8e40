package dev.logtrail.payload.carrier.text;

import dev.logtrail.line.RuntimePrefix;
import dev.logtrail.payload.carrier.prefix.Prefix;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The columns of a runtime as {@code serverless logs} writes them, put back. */
final class ServerlessColumns {
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final Pattern LEVEL =
      Pattern.compile(
          "(\\[?(?:TRACE|DEBUG|INFO|WARN(?:ING)?|ERROR|FATAL|CRITICAL|trce|dbug|info|warn|fail|crit)\\]?) {2,8}");
  private static final Pattern ERROR =
      Pattern.compile("^((?:Invoke|Init|Uncaught)[A-Za-z ]{1,30}?) {2,8}\\{");

  private ServerlessColumns() {}

  /**
   * {@code time→id→[LEVEL→]text}, as Node and Python write it. Where no level proves that a runtime
   * wrote the columns the time stays as the tool wrote it, which proves as much.
   */
  static String restored(String line, Prefix.Match match) {
    String time = ISO.format(Instant.ofEpochMilli(match.time().epochMs()));
    int idEnd = wordEnd(line, match.end());
    String id = line.substring(match.end(), idEnd);
    boolean tabs = idEnd < line.length() && line.charAt(idEnd) == '\t';
    String text = line.substring(blanksEnd(line, idEnd));
    text = tabs ? text : withTabs(text);
    int close = text.startsWith("[") ? text.indexOf("]\t") : -1;
    if (close > 0) {
      return text.substring(0, close + 1)
          + '\t'
          + time
          + '\t'
          + id
          + '\t'
          + text.substring(close + 2);
    }
    String columns = '\t' + id + '\t' + withoutSecondLevel(text);
    String local = line.substring(0, match.time().end());
    boolean level = hasLevel(RuntimePrefix.of(time + columns));
    return (level || hasNoId(RuntimePrefix.of(local + columns)) ? time : local) + columns;
  }

  /** The text with a tab behind its level, and before what Node writes of an error. */
  private static String withTabs(String text) {
    Matcher level = LEVEL.matcher(text);
    return level.lookingAt()
        ? level.group(1) + '\t' + ERROR.matcher(text.substring(level.end())).replaceFirst("$1 \t{")
        : text;
  }

  private static boolean hasLevel(RuntimePrefix prefix) {
    return prefix != null && prefix.level() != null;
  }

  private static boolean hasNoId(RuntimePrefix prefix) {
    return prefix == null || prefix.requestId() == null;
  }

  /** The tool writes Node's level, and then the text with its level. */
  private static String withoutSecondLevel(String text) {
    int tab = text.indexOf('\t');
    String level = tab > 0 && tab <= 5 ? text.substring(0, tab + 1) : null;
    return level != null && text.startsWith(level, tab + 1) ? text.substring(tab + 1) : text;
  }

  private static int wordEnd(String s, int from) {
    int i = from;
    while (i < s.length() && s.charAt(i) > ' ') {
      i++;
    }
    return i;
  }

  /** What separates the id from the text: a tab, or the blanks that a terminal made of it. */
  private static int blanksEnd(String s, int from) {
    if (from < s.length() && s.charAt(from) == '\t') {
      return from + 1;
    }
    int i = from;
    while (i < s.length() && s.charAt(i) == ' ') {
      i++;
    }
    return i;
  }
}
