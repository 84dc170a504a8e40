package dev.logtrail.reading.header;

import dev.logtrail.line.LineFacts;
import dev.logtrail.line.LineKind;
import dev.logtrail.trail.Basis;
import dev.logtrail.trail.CloseReason;
import dev.logtrail.trail.Invocation;
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
  final EndFacts ending = new EndFacts();
  final ExecutionFacts executions = new ExecutionFacts();
  Long startTime;
  Long endTime;
  Long reportTime;
  Long firstTime;
  Long lastTime;
  boolean startSeen;
  boolean endSeen;
  boolean reportSeen;
  boolean initSeen;
  Report report;
  String version;
  String runtimeVersion;
  String traceId;
  String tenantId;
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
      ending.add(event.message(), facts);
      // Extensions register in the init: their lines before START prove one.
      initSeen |= facts.kind() == LineKind.PLATFORM && trailEvent.basis() == Basis.INIT;
      platform(facts, time);
    } else if (!facts.isPlatform()) {
      executions.add(event.message(), time);
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
   * Takes the failure that a runtime reported: of the handler (ERROR) or of loading it
   * (INIT_ERROR).
   *
   * @param failure null if it reported none
   * @param inInit whether it did so before the request's START
   */
  void addRuntimeFailure(Outcome failure, boolean inInit) {
    ending.addRuntimeFailure(failure, inInit);
    initSeen |= inInit && failure != null;
  }

  /**
   * The outcome of the request.
   *
   * @param reason why the trail stopped growing; null while open
   * @param invocation the invoke's answer, or null
   */
  public Outcome outcome(CloseReason reason, Invocation invocation) {
    return ending.outcome(reason, invocation);
  }

  /** Takes all that {@code other} gathered, from other events of the trail. */
  void add(HeaderFacts other) {
    sources.addAll(other.sources);
    ending.add(other.ending);
    executions.add(other.executions);
    startTime = earlier(startTime, other.startTime);
    endTime = later(endTime, other.endTime);
    reportTime = later(reportTime, other.reportTime);
    firstTime = earlier(firstTime, other.firstTime);
    lastTime = later(lastTime, other.lastTime);
    startSeen |= other.startSeen;
    endSeen |= other.endSeen;
    reportSeen |= other.reportSeen;
    initSeen |= other.initSeen;
    report = other.report == null ? report : other.report;
    version = other.version == null ? version : other.version;
    runtimeVersion = other.runtimeVersion == null ? runtimeVersion : other.runtimeVersion;
    traceId = traceId == null ? other.traceId : traceId;
    tenantId = tenantId == null ? other.tenantId : tenantId;
    entryCount += other.entryCount;
    errorCount += other.errorCount;
  }

  private void platform(LineFacts facts, Long time) {
    traceId = traceId == null ? facts.traceId() : traceId;
    tenantId = tenantId == null ? facts.tenantId() : tenantId;
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
      case INIT_REPORT -> initSeen = true;
      default -> {
        // Nothing for the header.
      }
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
    copy.add(this);
    return copy;
  }
}
