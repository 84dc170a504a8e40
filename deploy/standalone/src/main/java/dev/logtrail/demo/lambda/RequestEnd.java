package dev.logtrail.demo.lambda;

import dev.logtrail.demo.lambda.platform.LambdaFunction;
import dev.logtrail.demo.lambda.runtime.LogContext;
import dev.logtrail.demo.lambda.runtime.SpacedJson;
import dev.logtrail.demo.lambda.script.ScriptedException;
import java.math.BigDecimal;
import java.util.Locale;

/**
 * How Lambda tells the end of one request: REPORT's fields, the failure line of the old style, and
 * what the caller gets.
 *
 * @param function whose request it was
 * @param requestId the request
 * @param failure what went wrong
 * @param exception the exception that the script names for a failure
 * @param oldStyle whether failures are lines of text instead of fields of REPORT
 */
record RequestEnd(
    LambdaFunction function,
    String requestId,
    FailureKind failure,
    ScriptedException exception,
    boolean oldStyle) {

  /** The status in REPORT, or null. */
  String status() {
    if (oldStyle && !function.runtime().json()) {
      return null;
    }
    return switch (failure) {
      case NONE, HANDLED_ERROR -> null;
      // The text format is silent about exceptions that left the handler.
      case UNHANDLED_EXCEPTION -> function.runtime().json() ? "failure" : null;
      case TIMEOUT -> "timeout";
      case OUT_OF_MEMORY, CRASH, INIT_FAILURE -> "error";
    };
  }

  /** The error type in REPORT, or null. */
  String errorType() {
    if (!"error".equals(status())) {
      return null;
    }
    return switch (failure) {
      case OUT_OF_MEMORY -> "Runtime.OutOfMemory";
      case INIT_FAILURE -> function.runtime().initErrorType();
      default -> "Runtime.ExitError";
    };
  }

  /** The line of the old style that names the request, or null. */
  String failureLine(LogContext at) {
    if (!oldStyle || function.runtime().json()) {
      return null;
    }
    return switch (failure) {
      case TIMEOUT -> at.iso() + " " + requestId + " " + timedOut() + "\n\n";
      case OUT_OF_MEMORY, CRASH ->
          "RequestId: " + requestId + " " + exited() + "\nRuntime.ExitError\n";
      default -> null;
    };
  }

  /** The line of the old style between START and END of a request whose init failed, or null. */
  String unnamedFailureLine() {
    boolean shown = oldStyle && !function.runtime().json() && failure == FailureKind.INIT_FAILURE;
    return shown ? "Unknown application error occurred\nRuntime.Unknown\n" : null;
  }

  /** The duration that is billed beside a startup: a timeout costs no more than its limit. */
  BigDecimal billedDuration(BigDecimal durationMs) {
    return failure == FailureKind.TIMEOUT
        ? durationMs.min(BigDecimal.valueOf(function.size().timeoutMs()))
        : durationMs;
  }

  /** What the caller gets, JSON text. */
  String payload(String result) {
    return switch (failure) {
      case NONE, HANDLED_ERROR -> result;
      case UNHANDLED_EXCEPTION -> function.runtime().errorPayload(exception);
      case TIMEOUT ->
          error("Sandbox.Timedout", "RequestId: " + requestId + " Error: " + timedOut());
      case OUT_OF_MEMORY, CRASH ->
          error("Runtime.ExitError", "RequestId: " + requestId + " " + exited());
      case INIT_FAILURE ->
          error(function.runtime().initErrorType(), function.script().initException().message());
    };
  }

  private String timedOut() {
    double seconds = function.size().timeoutMs() / 1000.0;
    return String.format(Locale.ROOT, "Task timed out after %.2f seconds", seconds);
  }

  private String exited() {
    String how =
        failure == FailureKind.OUT_OF_MEMORY ? "signal: killed" : function.runtime().exitReason();
    return "Error: Runtime exited with error: " + how;
  }

  private static String error(String type, String message) {
    return SpacedJson.compact(SpacedJson.map("errorType", type, "errorMessage", message));
  }
}
