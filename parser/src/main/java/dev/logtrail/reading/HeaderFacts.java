package dev.logtrail.reading;

import dev.logtrail.line.LineFacts;
import dev.logtrail.line.LineKind;
import dev.logtrail.trail.Basis;
import dev.logtrail.trail.CloseReason;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.Outcome;
import dev.logtrail.trail.Report;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.TrailEvent;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a header is made of, gathered event by event in any order. Gathering the parts of a trail
 * one after the other gives the same as gathering all at once, so a long trail need not be held to
 * be summed up.
 */
public final class HeaderFacts {
  final Set<Source> sources = EnumSet.noneOf(Source.class);
  Long startTime;
  Long endTime;
  Long reportTime;
  Long firstTime;
  Long lastTime;
  boolean startSeen;
  boolean endSeen;
  boolean reportSeen;
  boolean initSeen;
  boolean initFailed;
  boolean suppressedInitFailed;
  boolean unhandled;
  boolean initErrorTold;
  boolean notLoaded;
  boolean unknownError;
  boolean reportedError;
  Report report;
  Outcome failure;
  String version;
  String runtimeVersion;
  String traceId;
  int entryCount;
  int errorCount;

  /** Takes one event of the trail. */
  public void add(TrailEvent trailEvent, LineFacts facts) {
    sources.add(trailEvent.source());
    LogEvent event = trailEvent.event();
    Long time = event.hasTime() ? event.timestamp() : null;
    firstTime = earlier(firstTime, time);
    lastTime = later(lastTime, time);
    if (facts.isPlatform() && isMeant(trailEvent.basis(), facts)) {
      unknownError |= event.message().startsWith("Unknown application error occurred");
      // Extensions register in the init: their lines before START prove one.
      initSeen |= facts.kind() == LineKind.PLATFORM && trailEvent.basis() == Basis.INIT;
      platform(facts, time);
    }
  }

  /**
   * Whether the platform says it of this trail: a marker that is here only by its place was printed
   * by the function, about another request.
   */
  private static boolean isMeant(Basis basis, LineFacts facts) {
    return facts.requestId() == null || basis == Basis.REQUEST_ID || basis == Basis.LOG_RESULT;
  }

  /** Takes the number of entries read from the events, and how many are ERROR or above. */
  public void count(int entries, int errors) {
    entryCount += entries;
    errorCount += errors;
  }

  /**
   * Takes what a runtime said of the handler (ERROR) or of loading it (INIT_ERROR); null if it said
   * nothing. What it said in the init is not the request's end: the init may have been repeated.
   */
  void told(Outcome outcome, boolean inInit) {
    if (outcome != null) {
      initErrorTold |= inInit;
      initSeen |= inInit;
      unhandled |= !inInit && outcome == Outcome.ERROR;
      notLoaded |= !inInit && outcome == Outcome.INIT_ERROR;
    }
  }

  private void platform(LineFacts facts, Long time) {
    traceId = traceId == null ? facts.traceId() : traceId;
    ended(facts);
    switch (facts.kind()) {
      case START -> {
        startSeen = true;
        startTime = earlier(startTime, time);
        version = facts.version() == null ? version : facts.version();
      }
      case END -> {
        endSeen = true;
        endTime = later(endTime, time);
      }
      case REPORT -> {
        reportSeen = true;
        reportTime = later(reportTime, time);
        report = facts.report();
      }
      case INIT_START -> {
        initSeen = true;
        runtimeVersion = facts.runtimeVersion() == null ? runtimeVersion : facts.runtimeVersion();
      }
      case INIT_REPORT -> init(facts);
      default -> {
        // Nothing for the header.
      }
    }
  }

  /**
   * Takes how the request ended, as REPORT, {@code platform.runtimeDone} or a failure line says.
   * The status {@code error} with a type that is not the platform's is the handler's error.
   */
  private void ended(LineFacts facts) {
    Report told = facts.report();
    boolean figures = facts.kind() == LineKind.REPORT || facts.kind() == LineKind.RUNTIME_DONE;
    boolean handlers = figures && told != null && ErrorTypes.isHandlers(told);
    reportedError |= handlers;
    if (!handlers) {
      worse(facts.failure());
    }
  }

  private void init(LineFacts facts) {
    initSeen = true;
    String status = facts.report() == null ? null : facts.report().status();
    boolean failed = "error".equals(status) || "timeout".equals(status) || "failure".equals(status);
    initFailed |= failed;
    suppressedInitFailed |= failed && facts.suppressed() && facts.kind() == LineKind.INIT_REPORT;
  }

  /** Whether the REPORT says that the environment died, but not of what. */
  boolean isVague() {
    return report != null && "Runtime.Unknown".equals(report.errorType());
  }

  /** Whether an init failed: for this request, or for an earlier try at it. */
  boolean isInitFailed() {
    return initFailed || initErrorTold || notLoaded || unknownError;
  }

  /**
   * Whether the request died of a failed init. An init that failed in its own phase is repeated
   * when the request comes: that alone kills only what never reported.
   */
  boolean isDeadOfInit(CloseReason reason) {
    boolean unreported = initFailed && report == null && reason != null;
    return suppressedInitFailed || notLoaded || unknownError || unreported;
  }

  /**
   * Keeps the cause that names the death best: timeout before out of memory before crash before
   * init error.
   */
  private void worse(Outcome other) {
    if (other != null && (failure == null || other.compareTo(failure) < 0)) {
      failure = other;
    }
  }

  private static Long earlier(Long a, Long b) {
    return a == null ? b : b == null ? a : Long.valueOf(Math.min(a, b));
  }

  private static Long later(Long a, Long b) {
    return a == null ? b : b == null ? a : Long.valueOf(Math.max(a, b));
  }

  /** A copy that can go its own way. */
  public HeaderFacts copy() {
    HeaderFacts copy = new HeaderFacts();
    copy.sources.addAll(sources);
    copy.startTime = startTime;
    copy.endTime = endTime;
    copy.reportTime = reportTime;
    copy.firstTime = firstTime;
    copy.lastTime = lastTime;
    copy.startSeen = startSeen;
    copy.endSeen = endSeen;
    copy.reportSeen = reportSeen;
    copy.initSeen = initSeen;
    copy.initFailed = initFailed;
    copy.suppressedInitFailed = suppressedInitFailed;
    copy.unhandled = unhandled;
    copy.initErrorTold = initErrorTold;
    copy.notLoaded = notLoaded;
    copy.unknownError = unknownError;
    copy.reportedError = reportedError;
    copy.report = report;
    copy.failure = failure;
    copy.version = version;
    copy.runtimeVersion = runtimeVersion;
    copy.traceId = traceId;
    copy.entryCount = entryCount;
    copy.errorCount = errorCount;
    return copy;
  }
}
