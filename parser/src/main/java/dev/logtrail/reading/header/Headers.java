package dev.logtrail.reading.header;

import dev.logtrail.reading.entry.EntryReader;
import dev.logtrail.reading.entry.ReadEntry;
import dev.logtrail.reading.text.ReadEvent;
import dev.logtrail.structured.convention.Conventions;
import dev.logtrail.trail.Basis;
import dev.logtrail.trail.CloseReason;
import dev.logtrail.trail.Entry;
import dev.logtrail.trail.Level;
import dev.logtrail.trail.Origin;
import dev.logtrail.trail.Outcome;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailHeader;
import dev.logtrail.trail.TrailKey;
import java.util.List;

/** Makes a trail's header from its events. */
public final class Headers {
  private Headers() {}

  /**
   * The header of a trail whose events are all at hand.
   *
   * @param key which trail
   * @param events all its events, in order
   * @param closedBy what closed it beside its own REPORT (next start, idle, limit), or null
   * @param truncated whether a limit cut something away
   */
  public static TrailHeader of(
      TrailKey key, List<TrailEvent> events, CloseReason closedBy, boolean truncated) {
    return of(key, events, closedBy, truncated, Conventions.builtIn());
  }

  /** The same, by {@code conventions} for lines that are JSON. */
  public static TrailHeader of(
      TrailKey key,
      List<TrailEvent> events,
      CloseReason closedBy,
      boolean truncated,
      Conventions conventions) {
    HeaderFacts facts = new HeaderFacts();
    gather(facts, events, conventions);
    return of(key, facts, closedBy, truncated);
  }

  /** Adds events of a trail, and what the built-in conventions read from them, to {@code facts}. */
  public static void gather(HeaderFacts facts, List<TrailEvent> events) {
    gather(facts, events, Conventions.builtIn());
  }

  /**
   * Adds events of a trail, and what is read from them by {@code conventions}, to {@code facts}.
   */
  public static void gather(HeaderFacts facts, List<TrailEvent> events, Conventions conventions) {
    List<ReadEvent> read = events.stream().map(ReadEvent::of).toList();
    read.forEach(e -> facts.add(e.event(), e.facts()));
    count(facts, EntryReader.entries(read, conventions));
  }

  /**
   * Does the same for a trail that still grows at its end, as far as no later event can change how
   * these are read.
   *
   * @param events in order
   * @return the events that have to wait for those behind them: the last few
   */
  public static List<TrailEvent> gatherSettled(HeaderFacts facts, List<TrailEvent> events) {
    return gatherSettled(facts, events, Conventions.builtIn());
  }

  /** The same, by {@code conventions} for lines that are JSON. */
  public static List<TrailEvent> gatherSettled(
      HeaderFacts facts, List<TrailEvent> events, Conventions conventions) {
    int settled = EntryReader.settled(events.stream().map(ReadEvent::of).toList());
    gather(facts, events.subList(0, settled), conventions);
    return List.copyOf(events.subList(settled, events.size()));
  }

  public static void count(HeaderFacts facts, List<ReadEntry> entries) {
    int start = startOfLogResult(entries);
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i).entry();
      boolean function = entry.origin() == Origin.FUNCTION;
      boolean error = entry.level() != null && entry.level().atLeast(Level.ERROR);
      facts.count(function ? 1 : 0, error ? 1 : 0);
      facts.addRuntimeFailure(
          entries.get(i).runtimeFailure(), entry.basis() == Basis.INIT || i < start);
    }
  }

  /** A log result's lines have no basis of their own: those before its START are the init's. */
  private static int startOfLogResult(List<ReadEntry> entries) {
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i).entry();
      boolean start = entry.origin() == Origin.PLATFORM && entry.message().startsWith("START ");
      if (start) {
        return entry.basis() == Basis.LOG_RESULT ? i : 0;
      }
    }
    return 0;
  }

  /** The header that gathered facts make. */
  public static TrailHeader of(
      TrailKey key, HeaderFacts facts, CloseReason closedBy, boolean truncated) {
    CloseReason reason = closeReason(key, facts, closedBy);
    String version = facts.version == null ? key.stream().functionVersion() : facts.version;
    return TrailHeader.builder(key, key.stream().functionName())
        .functionVersion(version)
        .runtimeVersion(facts.runtimeVersion)
        .startedAt(startedAt(facts))
        .endedAt(endedAt(facts, reason))
        .lastEventAt(facts.lastTime)
        .closeReason(reason)
        .outcome(key.isEnvironment() ? Outcome.UNKNOWN : facts.outcome(reason, null))
        .coldStart(key.isEnvironment() ? null : coldStart(facts))
        .report(facts.report)
        .traceId(facts.traceId)
        .tenantId(facts.tenantId)
        .execution(facts.executions.of(key))
        .sources(facts.sources)
        .entryCount(facts.entryCount)
        .errorCount(facts.errorCount)
        .truncated(truncated)
        .startSeen(facts.startSeen)
        .endSeen(facts.endSeen)
        .reportSeen(facts.reportSeen)
        .build();
  }

  private static CloseReason closeReason(TrailKey key, HeaderFacts facts, CloseReason closedBy) {
    if (closedBy == CloseReason.LIMIT) {
      return closedBy;
    }
    return facts.reportSeen && !key.isEnvironment() ? CloseReason.REPORT : closedBy;
  }

  private static Long startedAt(HeaderFacts facts) {
    if (facts.startTime != null) {
      return facts.startTime;
    }
    Long end = facts.endTime == null ? facts.reportTime : facts.endTime;
    boolean known = end != null && facts.report != null && facts.report.durationMs() != null;
    return known
        ? Long.valueOf(end - (long) Math.ceil(facts.report.durationMs()))
        : facts.firstTime;
  }

  private static Long endedAt(HeaderFacts facts, CloseReason reason) {
    if (facts.endTime != null) {
      return facts.endTime;
    }
    if (facts.reportTime != null) {
      return facts.reportTime;
    }
    return reason == null ? null : facts.lastTime;
  }

  private static Boolean coldStart(HeaderFacts facts) {
    boolean reported =
        facts.report != null
            && (facts.report.initDurationMs() != null || facts.report.restoreDurationMs() != null);
    if (reported || facts.initSeen) {
      return Boolean.TRUE;
    }
    return facts.reportSeen ? Boolean.FALSE : null;
  }
}
