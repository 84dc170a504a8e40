package dev.logtrail.cli.client;

import dev.logtrail.api.render.TerminalStyle;
import dev.logtrail.text.JsonTree;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.util.Map;

/** The server could not be reached, or answered with a problem; the message is for people. */
public final class ServerFault extends Exception {
  private static final int SHOWN = 500;

  /** Of a long pattern so many characters are shown before its fault, and after. */
  private static final int SHOWN_BEFORE = 40;

  private static final int SHOWN_AFTER = 30;

  private final boolean missing;

  /** What a problem says of the pattern that it is about; null for others. */
  private final transient Map<?, ?> place;

  ServerFault(String message) {
    this(message, false, null);
  }

  private ServerFault(String message, boolean missing, Map<?, ?> place) {
    super(message);
    this.missing = missing;
    this.place = place;
  }

  /** Whether the server has answered that it does not know what was asked for. */
  public boolean isMissing() {
    return missing;
  }

  /** No answer came. */
  public static ServerFault unreachable(String url, IOException e) {
    String why =
        e instanceof ConnectException
            ? "nothing answers there. Start it with 'logtrail up', or name another with --url."
            : e instanceof HttpTimeoutException ? "it does not answer in time." : e.toString();
    return new ServerFault("Cannot reach " + url + ": " + why);
  }

  /** The answer was a problem: its detail, or what the body says where it is none. */
  public static ServerFault answered(int status, String body) {
    Map<String, Object> problem = JsonTree.object(body); // Null for a proxy's page.
    if (problem == null || !(problem.get("detail") instanceof String detail)) {
      String start = body.strip();
      return new ServerFault(
          "the server answered "
              + status
              + (start.isEmpty() ? "" : ": " + start.substring(0, Math.min(SHOWN, start.length()))),
          status == 404,
          null);
    }
    return new ServerFault(
        detail, status == 404, problem.get("fault") instanceof Map<?, ?> place ? place : null);
  }

  /**
   * The fault of a pattern, shown where it stands; the message where the server has not told that.
   *
   * @param pattern the pattern that the server was asked for
   */
  public String messageFor(String pattern) {
    if (place == null
        || !(place.get("column") instanceof Integer column)
        || !(place.get("reason") instanceof String reason)) {
      return getMessage();
    }
    int at = Math.max(0, Math.min(column - 1, pattern.length()));
    int from = at <= SHOWN_BEFORE ? 0 : at - SHOWN_BEFORE;
    int to = Math.min(pattern.length(), at + SHOWN_AFTER);
    String before = (from == 0 ? "" : "…") + oneLine(pattern.substring(from, at));
    String after = oneLine(pattern.substring(at, to)) + (to == pattern.length() ? "" : "…");
    return "This is no filter pattern:%n  %s%s%n  %s^%n%s.%nRight would be: %s"
        .formatted(before, after, " ".repeat(before.length()), reason, place.get("example"));
  }

  private static String oneLine(String text) {
    return TerminalStyle.safe(text.replaceAll("[\\n\\t]", " "));
  }
}
