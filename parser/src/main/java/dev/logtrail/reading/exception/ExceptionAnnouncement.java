package dev.logtrail.reading.exception;

import dev.logtrail.reading.text.ReadEvent;
import dev.logtrail.reading.text.TextLines;
import dev.logtrail.trail.Level;

/**
 * Whether a line announces the exception printed below it: a logger's line of level WARN or above,
 * or a runtime's own.
 */
public final class ExceptionAnnouncement {
  private ExceptionAnnouncement() {}

  /** Whether a logger with columns wrote it, at level WARN or above. */
  public static boolean isLogged(ReadEvent event) {
    if (event.prefix() != null) {
      return isWarning(event.prefix().level());
    }
    return isWarning(TextLines.read(event.text()).level());
  }

  /** Whether it ends with this type: {@code message: Type} of old runtimes and of Java's. */
  public static boolean endsWith(String line, String type) {
    return line.equals(type) || line.endsWith(": " + type);
  }

  private static boolean isWarning(Level level) {
    return level != null && level.atLeast(Level.WARN);
  }
}
