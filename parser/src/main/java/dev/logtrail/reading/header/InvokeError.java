package dev.logtrail.reading.header;

import dev.logtrail.line.Failures;
import dev.logtrail.text.JsonTree;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.Outcome;
import java.util.Map;

/**
 * What the payload of a failed invoke says of how it failed: {@code
 * {"errorType":"Sandbox.Timedout",…}}, or before 2020 a message alone.
 */
final class InvokeError {
  private InvokeError() {}

  /** The worse of what the log says and what the invoke's answer says; either may be null. */
  static Outcome worse(Outcome logged, Invocation invocation) {
    if (invocation == null || invocation.functionError() == null || invocation.payload() == null) {
      return logged;
    }
    return Outcome.worse(logged, outcome(invocation));
  }

  private static Outcome outcome(Invocation invocation) {
    Map<String, Object> error = JsonTree.object(invocation.payload());
    if (error == null) {
      return null;
    }
    String message = error.get("errorMessage") instanceof String text ? text : "";
    return error.get("errorType") instanceof String type
        ? ofType(type, message)
        : ofMessage(message, invocation.requestId());
  }

  /**
   * What a runtime reported of its handler ({@code Runtime.MarshalError}, {@code
   * Runtime.UnhandledPromiseRejection}) is an error like any other.
   */
  private static Outcome ofType(String type, String message) {
    Outcome named = Failures.isEnvironments(type) ? Failures.ofStatus("error", type) : null;
    if (named != Outcome.CRASH) {
      return named;
    }
    return switch (type) {
      case "Runtime.ExitError" ->
          message.contains("signal: killed") ? Outcome.OUT_OF_MEMORY : Outcome.CRASH;
      case "Runtime.Unknown" ->
          message.contains("Unknown application error") ? Outcome.INIT_ERROR : Outcome.CRASH;
      default -> type.startsWith("Runtime.") ? null : Outcome.CRASH;
    };
  }

  /** Older answers have no type; the platform's messages name the request, as no handler's do. */
  private static Outcome ofMessage(String message, String requestId) {
    if (!message.contains(requestId)) {
      return null;
    }
    if (message.contains(" Task timed out after ")) {
      return Outcome.TIMEOUT;
    }
    return message.contains(" Process exited before completing request") ? Outcome.CRASH : null;
  }
}
