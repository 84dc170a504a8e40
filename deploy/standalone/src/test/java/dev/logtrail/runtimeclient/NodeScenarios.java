package dev.logtrail.runtimeclient;

import static dev.logtrail.runtimeclient.Scenario.Expected.exception;
import static dev.logtrail.runtimeclient.Scenario.Expected.line;
import static dev.logtrail.runtimeclient.Scenario.Expected.stack;

import dev.logtrail.trail.Level;
import java.util.List;

/** What {@code handler.mjs} does. */
final class NodeScenarios {
  private static final Scenario PLAIN =
      Scenario.of(
          "plain",
          line(Level.INFO, "{m} log of console"),
          line(Level.DEBUG, "{m} debug of console"),
          line(Level.WARN, "{m} warn with 2 arguments"),
          line(Level.ERROR, "{m} error without an exception"),
          line(null, "{m} bare line"));

  private NodeScenarios() {}

  /**
   * All of them, in an order in which each kind of end is followed by each kind of beginning.
   *
   * @param handlesUncaught whether the client logs errors that nobody catches, as 3.x does
   */
  static List<Scenario> all(boolean handlesUncaught) {
    // The runtime's own error for a promise that nobody waits for, or what Node itself prints.
    Scenario rejects =
        handlesUncaught
            ? Scenario.of(
                "rejects",
                exception(
                    Level.ERROR,
                    "{m} nobody waits",
                    "Runtime.UnhandledPromiseRejection",
                    "OutOfStock: {m} nobody waits"))
            : Scenario.of("rejects", stack("OutOfStock", "{m} nobody waits"));
    Scenario uncaught =
        handlesUncaught
            ? Scenario.of(
                "uncaught", exception(Level.ERROR, "{m} in a timer", "EvalError", "{m} in a timer"))
            : Scenario.of("uncaught", stack("EvalError", "{m} in a timer"));
    return List.of(
        PLAIN,
        Scenario.of(
            "lines",
            line(Level.INFO, "{m} first of three\n  second\n\n  fourth after a blank one")),
        Scenario.of(
            "caught", exception(Level.ERROR, "{m} pay failed", "OutOfStock", "{m} nothing left")),
        Scenario.of("late"),
        Scenario.of("mentions", line(Level.INFO, "{m} said so")),
        Scenario.of(
            "caughtAlone",
            exception(Level.ERROR, "{m} index 7 of 3", "RangeError", "{m} index 7 of 3")),
        Scenario.of(
            "bareStack",
            stack("TypeError", "{m} x is not a function"),
            line(Level.INFO, "{m} goes on")),
        Scenario.of(
            "twoStacks",
            exception(Level.ERROR, "{m} first", "RangeError", "{m} one"),
            exception(Level.ERROR, "{m} second", "TypeError", "{m} two")),
        Scenario.of(
            "throws",
            line(Level.INFO, "{m} before"),
            exception(Level.ERROR, "{m} out of range", "RangeError", "{m} out of range")),
        Scenario.of("late"),
        Scenario.of(
            "throwsCause", exception(Level.ERROR, "{m} no stock", "OutOfStock", "{m} no stock")),
        Scenario.of(
            "throwsText", exception(Level.ERROR, "{m} only a text", "Error", "{m} only a text")),
        Scenario.of(
            "throwsAfterStack",
            stack("TypeError", "{m} first"),
            exception(Level.ERROR, "{m} the handler's own", "RangeError", "{m} the handler's own")),
        Scenario.of(
            "throwsThenStack",
            stack("TypeError", "{m} printed after"),
            exception(Level.ERROR, "{m} the handler's own", "RangeError", "{m} the handler's own")),
        Scenario.of("numbers", line(Level.INFO, "{m} last")),
        Scenario.of("large"),
        Scenario.of("open", line(null, "{m} left open and closed")),
        Scenario.of(
            "pino",
            line(Level.INFO, "{m} info of pino"),
            exception(Level.ERROR, "{m} error of pino", "RangeError", "{m} thrown for pino")),
        Scenario.of("pinoBuffered"),
        Scenario.of(
            "winston",
            line(Level.WARN, "{m} warn of winston"),
            exception(Level.ERROR, "{m} error of winston", "TypeError", "{m} thrown for winston")),
        rejects,
        Scenario.of("late"),
        uncaught,
        PLAIN,
        Scenario.of("exits", line(Level.INFO, "{m} leaving")),
        Scenario.of(
            "hangs", line(Level.INFO, "{m} waiting for ever"), line(null, "{m} bare, waiting")),
        PLAIN);
  }
}
