package dev.logtrail.reading;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.logtrail.line.Failures;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.Outcome;
import java.io.IOException;

/**
 * What the payload of a failed invoke says of how it failed: {@code
 * {"errorType":"Sandbox.Timedout",…}}.
 */
final class InvokeError {
  private static final JsonFactory JSON = new JsonFactory();

  private InvokeError() {}

  /** The worse of what the log says and what the invoke's answer says; either may be null. */
  static Outcome worse(Outcome logged, Invocation invocation) {
    if (invocation == null || invocation.functionError() == null) {
      return logged;
    }
    Outcome told = platformError(invocation.payload());
    return told != null && (logged == null || told.compareTo(logged) < 0) ? told : logged;
  }

  private static Outcome platformError(String payload) {
    String errorType = payload == null ? null : errorType(payload);
    boolean platform =
        errorType != null && (errorType.startsWith("Runtime.") || errorType.startsWith("Sandbox."));
    return platform ? Failures.ofStatus("error", errorType) : null;
  }

  private static String errorType(String payload) {
    try (JsonParser p = JSON.createParser(payload)) {
      if (p.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      while (p.nextToken() == JsonToken.FIELD_NAME) {
        boolean wanted = p.currentName().equals("errorType");
        if (p.nextToken() == JsonToken.VALUE_STRING && wanted) {
          return p.getText();
        }
        p.skipChildren();
      }
      return null;
    } catch (IOException notJson) {
      return null;
    }
  }
}
