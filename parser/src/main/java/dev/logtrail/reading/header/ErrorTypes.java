package dev.logtrail.reading.header;

import dev.logtrail.line.Failures;
import dev.logtrail.trail.Report;

/** Whose an error type is: the platform's own have a namespace. */
final class ErrorTypes {
  private ErrorTypes() {}

  /** Whether a status tells of the handler's own failure: the environment lives on. */
  static boolean isHandlers(Report report) {
    if ("failure".equals(report.status())) {
      return true;
    }
    String type = report.errorType();
    return "error".equals(report.status()) && type != null && !Failures.isEnvironments(type);
  }
}
