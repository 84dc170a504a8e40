package dev.logtrail.line;

/** What a message looks like, taken alone. */
public enum LineKind {
  /** START line, {@code platform.start}. */
  START,
  /** END line, {@code platform.end} of the Logs API. */
  END,
  /** REPORT line, {@code platform.report}. */
  REPORT,
  /** {@code platform.runtimeDone}: the handler returned, the report is still to come. */
  RUNTIME_DONE,
  /**
   * INIT_START, RESTORE_START, {@code platform.initStart}, {@code platform.restoreStart}: an
   * environment (re)starts.
   */
  INIT_START,
  /** INIT_REPORT, RESTORE_REPORT and the JSON records that end an init or restore. */
  INIT_REPORT,
  /** A line that names how a request died: timed out, runtime exited. */
  FAILURE,
  /** Another line of the platform's: EXTENSION, TELEMETRY, LOGS, dropped logs. */
  PLATFORM,
  /** What the function, its runtime or an extension printed. */
  OUTPUT
}
