package dev.logtrail.reading.header;

import dev.logtrail.line.LineFacts;
import dev.logtrail.line.LineKind;
import dev.logtrail.trail.CloseReason;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.Outcome;
import dev.logtrail.trail.Report;

/** What the parts of a trail say of its end, gathered in any order, and the outcome they make. */
final class EndFacts {
  private Report report;
  private Outcome failure;
  private boolean initFailed;
  private boolean repeatedInitFailed;
  private String repeatedInitError;
  private boolean initErrorReported;
  private boolean unhandled;
  private boolean notLoaded;
  private boolean unknownError;
  private boolean reportedError;

  /** Takes a platform line. */
  void add(String message, LineFacts facts) {
    unknownError |= message.startsWith("Unknown application error occurred");
    report = facts.kind() == LineKind.REPORT ? facts.report() : report;
    if (facts.kind() == LineKind.INIT_REPORT) {
      String status = facts.report() == null ? null : facts.report().status();
      initFailed |= status != null && !status.equals("success");
      if (facts.isFailedRepeatedInit()) {
        repeatedInitFailed = true;
        repeatedInitError = facts.report().errorType();
      }
    } else {
      ended(facts);
    }
  }

  /**
   * Takes how the request ended, as REPORT, {@code platform.runtimeDone} or a failure line says.
   * The status {@code error} with a type that is not the platform's is the handler's error.
   */
  private void ended(LineFacts facts) {
    boolean figures = facts.kind() == LineKind.REPORT || facts.kind() == LineKind.RUNTIME_DONE;
    if (figures && facts.report() != null && ErrorTypes.isHandlers(facts.report())) {
      reportedError = true;
    } else {
      worse(facts.failure());
    }
  }

  /**
   * Takes the failure that a runtime reported: of the handler (ERROR) or of loading it
   * (INIT_ERROR), or null. One of the init is not the request's end: the init may have been
   * repeated.
   */
  void addRuntimeFailure(Outcome reported, boolean inInit) {
    if (reported != null) {
      initErrorReported |= inInit;
      unhandled |= !inInit && reported == Outcome.ERROR;
      notLoaded |= !inInit && reported == Outcome.INIT_ERROR;
    }
  }

  /** Keeps the more severe cause. */
  private void worse(Outcome other) {
    failure = Outcome.worse(failure, other);
  }

  /** Takes what other parts of the trail said. */
  void add(EndFacts other) {
    report = other.report == null ? report : other.report;
    worse(other.failure);
    initFailed |= other.initFailed;
    repeatedInitFailed |= other.repeatedInitFailed;
    repeatedInitError =
        other.repeatedInitError == null ? repeatedInitError : other.repeatedInitError;
    initErrorReported |= other.initErrorReported;
    unhandled |= other.unhandled;
    notLoaded |= other.notLoaded;
    unknownError |= other.unknownError;
    reportedError |= other.reportedError;
  }

  /**
   * The first outcome that applies.
   *
   * @param reason why the trail stopped growing; null while open
   * @param invocation the invoke's answer, or null
   */
  Outcome outcome(CloseReason reason, Invocation invocation) {
    Outcome died = InvokeError.worse(failure, invocation);
    if (died != null && !(died == Outcome.CRASH && isOfInit())) {
      return died;
    }
    if (died != null || isDeadOfInit(reason)) {
      return Outcome.INIT_ERROR;
    }
    boolean functionError = invocation != null && invocation.functionError() != null;
    if (functionError || unhandled || reportedError) {
      return Outcome.ERROR;
    }
    if (report != null) {
      return Outcome.SUCCESS;
    }
    return reason == null ? Outcome.RUNNING : Outcome.UNKNOWN;
  }

  /**
   * Whether the environment's death was the init's: REPORT does not say of what it died and an init
   * did fail, or it names the error of the init that was made for this request. An exit stays a
   * crash, whenever it was.
   */
  private boolean isOfInit() {
    String type = report == null ? null : report.errorType();
    if (type == null || type.equals("Runtime.ExitError") || !type.startsWith("Runtime.")) {
      return false;
    }
    boolean vague = type.equals("Runtime.Unknown");
    return vague && (initFailed || initErrorReported || notLoaded || unknownError)
        || repeatedInitFailed && type.equals(repeatedInitError);
  }

  /**
   * Whether the request died of a failed init. An init that failed in its own phase is repeated
   * when the request comes: that alone kills only what never reported.
   */
  private boolean isDeadOfInit(CloseReason reason) {
    boolean unreported = initFailed && report == null && reason != null;
    return repeatedInitFailed || notLoaded || unknownError || unreported;
  }
}
