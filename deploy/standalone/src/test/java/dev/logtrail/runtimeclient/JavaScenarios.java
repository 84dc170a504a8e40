package dev.logtrail.runtimeclient;

import static dev.logtrail.runtimeclient.Scenario.Expected.exception;
import static dev.logtrail.runtimeclient.Scenario.Expected.line;
import static dev.logtrail.runtimeclient.Scenario.Expected.stack;

import dev.logtrail.trail.Level;
import java.util.List;

/** What the handler {@link dev.logtrail.runtimeclient.function.Orders} does. */
final class JavaScenarios {
  private static final String OUT_OF_STOCK =
      "dev.logtrail.runtimeclient.function.Orders$OutOfStock";
  private static final String ILLEGAL_STATE = "java.lang.IllegalStateException";

  private JavaScenarios() {}

  /** All of them for the logger that this client's function has. */
  static List<Scenario> all(RuntimeClient client) {
    // LambdaLogger names a level only where the caller gave one.
    Level info = client.logger().equals("LambdaLogger") ? null : Level.INFO;
    // Log4j's JSON writes a nested class with a dot.
    boolean dots = client.logger().equals("log4j2") && client.platform().json();
    String logged = dots ? OUT_OF_STOCK.replace('$', '.') : OUT_OF_STOCK;
    Scenario plain =
        Scenario.of(
            "plain",
            line(info, "{m} info of the logger"),
            line(Level.WARN, "{m} warn of the logger"),
            line(null, "{m} bare line"));
    return List.of(
        plain,
        Scenario.of(
            "lines", line(info, "{m} first of three\n  second\n\n  fourth after a blank one")),
        Scenario.of("caught", exception(Level.ERROR, "{m} pay failed", logged, "{m} nothing left")),
        Scenario.of("late"),
        Scenario.of("mentions", line(info, "{m} said so")),
        Scenario.of("bareStack", stack(ILLEGAL_STATE, "{m} printed"), line(info, "{m} goes on")),
        Scenario.of(
            "throws",
            line(info, "{m} before"),
            exception(Level.ERROR, "{m} out of range", ILLEGAL_STATE, "{m} out of range")),
        Scenario.of("late"),
        Scenario.of(
            "throwsCause", exception(Level.ERROR, "{m} no stock", OUT_OF_STOCK, "{m} no stock")),
        Scenario.of("throwsNoMessage"),
        Scenario.of(
            "throwsAfterStack",
            stack("java.lang.IllegalArgumentException", "{m} first"),
            exception(
                Level.ERROR, "{m} the handler's own", ILLEGAL_STATE, "{m} the handler's own")),
        Scenario.of("large"),
        Scenario.of("late"),
        Scenario.of("exits", line(info, "{m} leaving")),
        plain,
        Scenario.of("hangs", line(info, "{m} waiting for ever"), line(null, "{m} bare, waiting")),
        plain);
  }
}
