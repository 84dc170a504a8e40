package dev.logtrail.reading;

import dev.logtrail.reading.entry.EntryReader;
import dev.logtrail.reading.entry.ReadEntry;
import dev.logtrail.reading.header.HeaderFacts;
import dev.logtrail.reading.header.Headers;
import dev.logtrail.reading.logresult.LogResultMerge;
import dev.logtrail.reading.text.ReadEvent;
import dev.logtrail.structured.convention.Conventions;
import dev.logtrail.trail.CloseReason;
import dev.logtrail.trail.Entry;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Outcome;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.Trail;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailHeader;
import dev.logtrail.trail.TrailKey;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * Makes the readable trail from what is stored: raw events, and the log result if one came. Pure;
 * the store's writers derive headers here, every reader (API, live tail, command line) its entries,
 * so all see the same.
 */
public final class TrailReading {
  private TrailReading() {}

  /**
   * Reads a trail whose events are all at hand.
   *
   * @param key which trail
   * @param events its events, in any order
   * @param invocation the request's invocation, or null
   */
  public static Trail read(TrailKey key, List<TrailEvent> events, Invocation invocation) {
    return read(key, events, invocation, Conventions.builtIn());
  }

  /** The same, by {@code conventions} for lines that are JSON. */
  public static Trail read(
      TrailKey key, List<TrailEvent> events, Invocation invocation, Conventions conventions) {
    return read(key, events, invocation, null, false, conventions);
  }

  /**
   * Reads a stored trail and derives its header anew; {@link #entries} spares that.
   *
   * @param stored the stored header: what closed the trail and whether it is truncated cannot be
   *     seen from its events
   * @param events its events, in any order
   * @param invocation the request's invocation, or null
   */
  public static Trail read(TrailHeader stored, List<TrailEvent> events, Invocation invocation) {
    return read(stored, events, invocation, Conventions.builtIn());
  }

  /** The same, by {@code conventions} for lines that are JSON. */
  public static Trail read(
      TrailHeader stored, List<TrailEvent> events, Invocation invocation, Conventions conventions) {
    if (invocation != null && stored.closeReason() == CloseReason.LOG_RESULT_ONLY) {
      return ofLogResult(invocation, stored.startedAt(), conventions);
    }
    return read(
        stored.key(), events, invocation, closedBy(stored), stored.truncated(), conventions);
  }

  /** What closed a trail, beside the REPORT in its events. */
  private static CloseReason closedBy(TrailHeader stored) {
    CloseReason reason = stored.closeReason();
    // A REPORT that only the log result holds goes when the log result goes.
    boolean merged = stored.sources().contains(Source.LOG_RESULT);
    return merged && reason == CloseReason.REPORT ? null : reason;
  }

  /**
   * The header of a trail from all that is stored of it: the one derivation that writers store and
   * readers show. Without an invocation it is what the events alone tell.
   *
   * @param stored the header stored so far, for what cannot be seen from events
   * @param events all events of the trail, in any order
   * @param invocation the invocation whose log result belongs to this trail, or null
   */
  public static TrailHeader header(
      TrailHeader stored, List<TrailEvent> events, Invocation invocation, Conventions conventions) {
    return read(stored, events, invocation, conventions).header();
  }

  /**
   * What {@link #header} comes to as far as it can be told without reading the events: for trails
   * so large that reading them has to wait.
   */
  public static TrailHeader answered(TrailHeader stored, Invocation invocation) {
    Outcome told = stored.outcome();
    boolean open = told == Outcome.RUNNING || told == Outcome.UNKNOWN;
    Outcome outcome = told;
    if (invocation.functionError() != null && !told.isFailure()) {
      outcome = Outcome.ERROR;
    } else if (open && isSuccess(invocation.statusCode())) {
      outcome = Outcome.SUCCESS;
    }
    Set<Source> sources = EnumSet.of(Source.LOG_RESULT);
    sources.addAll(stored.sources());
    return stored.toBuilder().outcome(outcome).sources(sources).build();
  }

  /** A stored trail under its stored header: only entries are made, each when it is asked for. */
  public static Trail entries(
      TrailHeader stored, List<TrailEvent> events, Invocation invocation, Conventions conventions) {
    EntryReader reader = new EntryReader(new UnreadEvents(merged(events, invocation)), conventions);
    Iterator<Entry> entries =
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return reader.hasNext();
          }

          @Override
          public Entry next() {
            return reader.next().entry();
          }
        };
    return new Trail(stored, new Trail.OnDemand(entries), invocation);
  }

  /** The trail of a request of which only the log result came: stream names are empty. */
  public static Trail ofLogResult(Invocation invocation) {
    return ofLogResult(invocation, Conventions.builtIn());
  }

  /** The same, by {@code conventions} for lines that are JSON. */
  public static Trail ofLogResult(Invocation invocation, Conventions conventions) {
    return ofLogResult(invocation, null, conventions);
  }

  /**
   * The same.
   *
   * @param cameAt epoch ms when the log result came: its start if nobody told when the invoke was
   *     made; null if not known
   */
  public static Trail ofLogResult(Invocation invocation, Long cameAt, Conventions conventions) {
    LogStream nowhere = new LogStream(invocation.account(), invocation.region(), "", "");
    TrailKey key = TrailKey.request(nowhere, invocation.requestId(), 1);
    Trail trail =
        read(
            key,
            List.of(),
            invocation,
            CloseReason.LOG_RESULT_ONLY,
            invocation.logCut(),
            conventions);
    if (trail.header().startedAt() != null) {
      return trail;
    }
    TrailHeader dated = trail.header().toBuilder().startedAt(cameAt).build();
    return new Trail(dated, trail.entries(), invocation);
  }

  private static Trail read(
      TrailKey key,
      List<TrailEvent> events,
      Invocation invocation,
      CloseReason closedBy,
      boolean truncated,
      Conventions conventions) {
    List<ReadEvent> read = readEvents(events, invocation);
    List<ReadEntry> found = EntryReader.entries(read, conventions);
    List<Entry> entries = found.stream().map(ReadEntry::entry).toList();
    HeaderFacts facts = new HeaderFacts();
    read.forEach(e -> facts.add(e.event(), e.facts()));
    Headers.count(facts, found);
    TrailHeader header = Headers.of(key, facts, closedBy, truncated);
    return new Trail(
        invocation == null ? header : withInvocation(header, facts, invocation),
        entries,
        invocation);
  }

  private static List<ReadEvent> readEvents(List<TrailEvent> events, Invocation invocation) {
    return merged(events, invocation).stream().map(ReadEvent::of).toList();
  }

  private static List<TrailEvent> merged(List<TrailEvent> events, Invocation invocation) {
    List<TrailEvent> ordered = order(events);
    return invocation == null ? ordered : LogResultMerge.merge(ordered, invocation);
  }

  /**
   * In the order of the stream, but never before the request's own START: some runtimes cut times
   * to the second.
   */
  private static List<TrailEvent> order(List<TrailEvent> events) {
    List<TrailEvent> sorted = new ArrayList<>(events);
    sorted.sort(TrailEvent.ORDER);
    return CutTimes.order(sorted);
  }

  /** The header with what the invoke's answer adds. */
  private static TrailHeader withInvocation(
      TrailHeader header, HeaderFacts facts, Invocation invocation) {
    boolean only = header.key().stream().logStream().isEmpty();
    CloseReason reason = only ? CloseReason.LOG_RESULT_ONLY : header.closeReason();
    Outcome outcome = facts.outcome(reason, invocation);
    boolean answered = outcome == Outcome.UNKNOWN || outcome == Outcome.RUNNING;
    Set<Source> sources = EnumSet.of(Source.LOG_RESULT);
    sources.addAll(header.sources());
    return header.toBuilder()
        .functionName(only ? invocation.functionName() : header.functionName())
        .functionVersion(
            header.functionVersion() == null
                ? invocation.functionVersion()
                : header.functionVersion())
        .startedAt(header.startedAt() == null ? invocation.invokedAt() : header.startedAt())
        .closeReason(reason)
        .outcome(answered && isSuccess(invocation.statusCode()) ? Outcome.SUCCESS : outcome)
        .sources(sources)
        .build();
  }

  /** An invoke that Lambda took and answered: 200; events and dry runs never ran. */
  private static boolean isSuccess(Integer statusCode) {
    return statusCode != null && statusCode == 200;
  }
}
