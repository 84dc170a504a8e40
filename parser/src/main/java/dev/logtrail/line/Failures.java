package dev.logtrail.line;

import dev.logtrail.trail.Outcome;
import dev.logtrail.trail.Report;

/** How a request died, from the words the platform uses; never from memory figures. */
public final class Failures {
  private Failures() {}

  /**
   * How a REPORT says the environment ended: TIMEOUT, OUT_OF_MEMORY, CRASH, INIT_ERROR, or null if
   * the environment lives on (success, and a handler's own error, which is {@code failure} or no
   * status at all).
   */
  public static Outcome ofReport(Report report) {
    return ofStatus(report.status(), report.errorType());
  }

  /** The same from the two words of a status and an error type; either may be null. */
  public static Outcome ofStatus(String status, String errorType) {
    if ("timeout".equals(status)) {
      return Outcome.TIMEOUT;
    }
    if (!"error".equals(status)) {
      return null;
    }
    if (errorType == null) {
      return Outcome.CRASH;
    }
    return ofErrorType(errorType);
  }

  private static Outcome ofErrorType(String errorType) {
    return switch (errorType) {
      case "Runtime.OutOfMemory" -> Outcome.OUT_OF_MEMORY;
      case "Sandbox.Timedout", "Sandbox.Timeout", "Runtime.InvokeTimeout" -> Outcome.TIMEOUT;
      case "Runtime.ImportModuleError",
          "Runtime.UserCodeSyntaxError",
          "Runtime.HandlerNotFound",
          "Runtime.NoSuchHandler",
          "Runtime.BadFunctionCode",
          "Runtime.MalformedHandlerName",
          "Runtime.BuiltInModuleConflict",
          "Runtime.InitError",
          "Runtime.InvalidEntrypoint",
          "Runtime.InvalidWorkingDir",
          "Runtime.AfterRestoreError",
          "Runtime.RestoreHookUserTimeout",
          "Extension.InitError" ->
          Outcome.INIT_ERROR;
      default -> isEnvironments(errorType) ? Outcome.CRASH : null;
    };
  }

  /**
   * Whether an error type names what happened to the environment. {@code Function.…} is said of
   * what the handler returned, such as a response that is too large; other names are the handler's
   * own errors.
   */
  public static boolean isEnvironments(String errorType) {
    return errorType.startsWith("Runtime.")
        || errorType.startsWith("Sandbox.")
        || errorType.startsWith("Extension.");
  }

  /**
   * How {@code RequestId: … Error: …} says the runtime ended; {@code from} is where the text after
   * the id begins.
   */
  static Outcome ofExit(String s, int from) {
    boolean killed =
        s.indexOf("signal: killed", from) >= 0 || s.indexOf("Runtime.OutOfMemory", from) >= 0;
    return killed ? Outcome.OUT_OF_MEMORY : Outcome.CRASH;
  }
}
