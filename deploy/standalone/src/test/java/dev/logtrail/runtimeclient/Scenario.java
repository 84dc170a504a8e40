package dev.logtrail.runtimeclient;

import dev.logtrail.trail.Level;
import java.util.List;

/**
 * Something a function does in one request, and what a reader must say of it. {@code {m}} in a text
 * stands for the request's mark.
 *
 * @param name what the event tells the handler to do
 * @param expected the entries that must be found
 */
record Scenario(String name, List<Expected> expected) {
  Scenario {
    expected = List.copyOf(expected);
  }

  static Scenario of(String name, Expected... expected) {
    return new Scenario(name, List.of(expected));
  }

  /**
   * One entry.
   *
   * @param phrase what one of its events holds
   * @param level its level; {@link #ANY_LEVEL} is not looked at
   * @param message its whole message; null is not looked at
   * @param exceptionType its exception's type; null if it must have no exception
   * @param exceptionMessage its exception's message, if it has one
   */
  record Expected(
      String phrase,
      Level level,
      boolean anyLevel,
      String message,
      String exceptionType,
      String exceptionMessage) {

    /** A line with this text and level, which may be null. */
    static Expected line(Level level, String message) {
      return new Expected(
          message.lines().findFirst().orElse(""), level, false, message, null, null);
    }

    /** A record of an exception, with a text that one of its events holds. */
    static Expected exception(Level level, String phrase, String type, String message) {
      return new Expected(phrase, level, false, null, type, message);
    }

    /** A stack that was printed, which names no level. */
    static Expected stack(String type, String message) {
      return new Expected(message, null, true, null, type, message);
    }

    /** The same for the request with this mark. */
    Expected of(String mark) {
      return new Expected(
          with(phrase, mark),
          level,
          anyLevel,
          with(message, mark),
          exceptionType,
          with(exceptionMessage, mark));
    }

    private static String with(String text, String mark) {
      return text == null ? null : text.replace("{m}", mark);
    }
  }
}
