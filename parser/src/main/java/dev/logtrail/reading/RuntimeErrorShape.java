package dev.logtrail.reading;

import dev.logtrail.trail.Entry;
import dev.logtrail.trail.Level;

/** The shapes in which runtimes themselves print an unhandled exception, as one event. */
final class RuntimeErrorShape {
  private RuntimeErrorShape() {}

  /**
   * Python: {@code [ERROR] KeyError: 'x'⏎Traceback …} without time and id columns, {@code 'x':
   * KeyError⏎Traceback …} of old runtimes, or the JSON record with {@code log_level}.
   */
  static boolean isPython(Entry entry) {
    if (entry.fields().containsKey("log_level")) {
      return true;
    }
    String text = entry.message();
    int traceback = text.indexOf("\nTraceback (most recent call last):");
    if (traceback < 0 || text.indexOf('\n') != traceback || entry.logger() != null) {
      return false;
    }
    String type = entry.exception().type();
    String head = text.substring(0, traceback);
    boolean named = type != null && (head.startsWith(type) || head.endsWith(": " + type));
    return named && entry.level() == Level.ERROR;
  }

  /**
   * Java: {@code <message>: <class>⏎<class>: <message>⏎\tat …}, or {@code <class>⏎<class>⏎…}
   * without a message.
   */
  static boolean isJava(Entry entry) {
    String type = entry.exception().type();
    String text = entry.message();
    int firstBreak = text.indexOf('\n');
    if (type == null || firstBreak < 0) {
      return false;
    }
    String head = text.substring(0, firstBreak);
    boolean told = head.endsWith(": " + type) || head.equals(type);
    return told && text.startsWith(type, firstBreak + 1);
  }
}
