package dev.logtrail.reading.text;

import dev.logtrail.trail.Level;
import dev.logtrail.trail.Origin;
import java.util.Map;

/**
 * Lines that Lambda's own runtimes write: {@code [ERROR] text} of Java, Python and PowerShell,
 * whose text is mostly the function's, and the runtime client's {@code LAMBDA_WARNING: …}, {@code
 * LAMBDA_RUNTIME …}, {@code Error: Runtime exited …} and {@code Unable to import module '…}.
 */
final class LambdaRuntimeLine {
  private static final String WARNING = "LAMBDA_WARNING: ";
  private static final String CLIENT = "LAMBDA_RUNTIME ";

  private LambdaRuntimeLine() {}

  /** The line without columns that a runtime wrote; null if none did. */
  static TextLine read(String s) {
    if (s.startsWith(WARNING)) {
      return byRuntime(Level.WARN, s);
    }
    if (s.startsWith(CLIENT)) {
      return byRuntime(null, s);
    }
    if (s.startsWith("Error: Runtime exited ")) {
      return byRuntime(Level.ERROR, s);
    }
    return s.startsWith("Unable to import module '") ? new TextLine(Level.ERROR, null, s) : null;
  }

  /** The line whose bracketed level is read: {@code text}, {@code - text} or a runtime's own. */
  static TextLine behindLevel(Level level, String rest) {
    String text = rest.startsWith("- ") ? rest.substring(2) : rest;
    if (text.startsWith(WARNING)) {
      return byRuntime(level, text);
    }
    // [ERROR] [1732803889398] LAMBDA_RUNTIME Failed to post …
    int at = Scan.isAt(text, 0, '[') ? Scan.digitsEnd(text, 1) : 0;
    if (at > 1 && text.startsWith("] " + CLIENT, at)) {
      return byRuntime(level, text.substring(at + 2));
    }
    return new TextLine(level, null, text);
  }

  /** Whether the text behind a runtime's columns is the runtime client's own. */
  static boolean isClients(String text) {
    return text.startsWith(WARNING) || text.startsWith(CLIENT);
  }

  private static TextLine byRuntime(Level level, String text) {
    return new TextLine(level, null, text, Map.of(), Origin.RUNTIME);
  }
}
