package dev.logtrail.line;

/** Tells what one message is. Pure and fast: most lines are decided by their first characters. */
public final class LineScanner {
  private LineScanner() {}

  /** The facts of a message; never null, never an exception, whatever the text. */
  public static LineFacts scan(String message) {
    if (message.isEmpty()) {
      return LineFacts.PLAIN;
    }
    char c = message.charAt(0);
    LineFacts facts = c == '{' ? JsonFacts.scan(message) : PlatformText.scan(message);
    if (facts != null) {
      return facts;
    }
    return prefixed(message);
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
    return prefix == null || prefix.requestId() == null
        ? LineFacts.PLAIN
        : LineFacts.output(prefix.requestId(), IdStrength.STRONG);
  }
}
