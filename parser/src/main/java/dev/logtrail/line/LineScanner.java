package dev.logtrail.line;

import dev.logtrail.text.UuidText;

/** Tells what one message is. Pure and fast: most lines are decided by their first characters. */
public final class LineScanner {
  private static final int DATE_TIME = "2020-03-18 08:52:43".length();

  private static final String WARNING = "LAMBDA_WARNING: ";

  private LineScanner() {}

  /** The facts of a message; never null, never an exception, whatever the text. */
  public static LineFacts scan(String message) {
    if (message.isEmpty()) {
      return LineFacts.PLAIN;
    }
    char c = message.charAt(0);
    int report = c == 'L' && message.startsWith(WARNING) ? behindWarning(message) : 0;
    if (report > 0) {
      return scan(message.substring(report));
    }
    LineFacts facts = c == '{' ? JsonFacts.scan(message) : PlatformText.scan(message);
    if (facts != null) {
      return facts;
    }
    return prefixed(message);
  }

  /** Where Python's report of the error begins that the runtime warns of; 0 if none follows. */
  private static int behindWarning(String message) {
    int at = message.indexOf('\r');
    while (at >= 0 && at < message.length() && message.charAt(at) <= ' ') {
      at++;
    }
    boolean follows = at > 0 && at < message.length();
    return follows && (message.charAt(at) == '{' || message.charAt(at) == '[') ? at : 0;
  }

  private static LineFacts prefixed(String message) {
    int time = message.length() < 20 ? 0 : Text.isoTimeLength(message, 0);
    if (time > 0 && time < message.length()) {
      LineFacts timeout = PlatformText.timedOut(message, Text.skipSeparators(message, time));
      if (timeout != null) {
        return timeout;
      }
    }
    RuntimePrefix prefix = RuntimePrefix.of(message);
    if (prefix == null) {
      return patterned(message);
    }
    EntryShape shape = OrdinaryText.behind(prefix, message);
    return prefix.requestId() == null
        ? LineFacts.plain(shape)
        : LineFacts.output(prefix.requestId(), strength(prefix, message), shape);
  }

  /** A word that is no id of Lambda's is one if the JSON behind the columns says the same. */
  private static IdStrength strength(RuntimePrefix prefix, String message) {
    if (prefix.strength() != IdStrength.WEAK || message.indexOf('{', prefix.textAt()) < 0) {
      return prefix.strength();
    }
    String value = "\":\"" + prefix.requestId() + '"';
    boolean said =
        message.indexOf("equestId" + value, prefix.textAt()) > 0
            || message.indexOf("equest_id" + value, prefix.textAt()) > 0;
    return said ? IdStrength.STRONG : IdStrength.WEAK;
  }

  /**
   * A Java logger's pattern with the id before the level: {@code [yyyy-MM-dd HH:mm:ss ]<id> LEVEL
   * …}. The pattern is the user's, so the id is weak.
   */
  private static LineFacts patterned(String message) {
    int idAt = Text.isDigit(message, 0) && Text.at(message, DATE_TIME, " ") ? DATE_TIME + 1 : 0;
    int idEnd = idAt + UuidText.LENGTH;
    EntryShape shape = message.charAt(0) == '{' ? EntryShape.ANY : OrdinaryText.of(message);
    if (!UuidText.isAt(message, idAt) || !Text.at(message, idEnd, " ")) {
      return LineFacts.plain(shape);
    }
    boolean level = Levels.of(message, idEnd + 1, Text.wordEnd(message, idEnd + 1)) != null;
    return level
        ? LineFacts.output(message.substring(idAt, idEnd), IdStrength.WEAK, shape)
        : LineFacts.plain(shape);
  }
}
