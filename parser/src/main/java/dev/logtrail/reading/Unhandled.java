package dev.logtrail.reading;

import dev.logtrail.trail.Entry;
import dev.logtrail.trail.Level;

/** Whether an entry is a runtime's own word that the handler failed. */
final class Unhandled {
  private Unhandled() {}

  static boolean isToldBy(Entry entry) {
    String text = entry.message();
    if (entry.level() == Level.ERROR && nodeWord(text)) {
      return true;
    }
    if (text.startsWith("Error raised from handler method")
        || text.startsWith("Critical exception from handler")) {
      return true;
    }
    return entry.exception() != null
        && (RuntimeErrorShape.isPython(entry) || RuntimeErrorShape.isJava(entry));
  }

  private static boolean nodeWord(String text) {
    return text.startsWith("Invoke Error")
        || text.startsWith("Uncaught Exception")
        || text.startsWith("Unhandled Promise Rejection");
  }
}
