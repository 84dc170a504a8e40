package dev.logtrail.reading.exception;

import dev.logtrail.line.RuntimePrefix;
import dev.logtrail.reading.text.ReadEvent;
import dev.logtrail.reading.text.TextLines;
import dev.logtrail.trail.Level;

/**
 * Whether a line announces the exception printed below it: a logger's line of level WARN or above,
 * or a runtime's own.
 */
public final class ExceptionAnnouncement {
  private ExceptionAnnouncement() {}

  /**
   * Whether a logger with columns wrote it, at level WARN or above, line by line. What Node's and
   * Python's runtime log is one event, the exception included: one printed below it is another.
   */
  public static boolean isLogged(ReadEvent event) {
    RuntimePrefix prefix = event.prefix();
    if (prefix != null) {
      boolean whole = event.raw().message().endsWith("\n") && !isDotNet(event, prefix);
      return !whole && isWarning(prefix.level());
    }
    return isWarning(TextLines.read(event.text()).level());
  }

  /** Whether it ends with this type: {@code message: Type} of old runtimes and of Java's. */
  public static boolean endsWith(String line, String type) {
    return line.equals(type) || line.endsWith(": " + type);
  }

  /** .NET writes its levels in small letters; until 2022 its events were cut at line breaks. */
  private static boolean isDotNet(ReadEvent event, RuntimePrefix prefix) {
    String message = event.raw().message();
    int levelEnd = prefix.textAt() - 2;
    return Character.isDigit(message.charAt(0)) && Character.isLowerCase(message.charAt(levelEnd));
  }

  private static boolean isWarning(Level level) {
    return level != null && level.atLeast(Level.WARN);
  }
}
