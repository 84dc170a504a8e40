package dev.logtrail.cli.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;

/** The server could not be reached, or answered with a problem; the message is for people. */
public final class ServerFault extends Exception {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int SHOWN = 500;

  private final boolean missing;

  ServerFault(String message) {
    this(message, false);
  }

  private ServerFault(String message, boolean missing) {
    super(message);
    this.missing = missing;
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
    String detail = detail(body);
    if (detail == null) {
      String start = body.strip();
      detail =
          "the server answered "
              + status
              + (start.isEmpty() ? "" : ": " + start.substring(0, Math.min(SHOWN, start.length())));
    }
    return new ServerFault(detail, status == 404);
  }

  private static String detail(String body) {
    try (JsonParser parser = JSON.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean found = parser.currentName().equals("detail");
        JsonToken value = parser.nextToken();
        if (found && value == JsonToken.VALUE_STRING) {
          return parser.getText();
        }
        parser.skipChildren();
      }
      return null;
    } catch (IOException e) {
      return null; // Not JSON: a proxy's page, which is then shown as it is.
    }
  }
}
