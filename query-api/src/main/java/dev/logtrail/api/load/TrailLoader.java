package dev.logtrail.api.load;

import dev.logtrail.ingest.live.ProvisionalLines;
import dev.logtrail.ingest.live.ProvisionalTrail;
import dev.logtrail.limit.AnswerMemory;
import dev.logtrail.limit.ServerLimits;
import dev.logtrail.reading.ParserVersion;
import dev.logtrail.reading.TrailReading;
import dev.logtrail.store.ListedTrail;
import dev.logtrail.store.StoredRequest;
import dev.logtrail.store.StoredTrail;
import dev.logtrail.store.TrailReader;
import dev.logtrail.store.TrailRow;
import dev.logtrail.structured.convention.Conventions;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Scope;
import dev.logtrail.trail.Trail;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailHeader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Makes trails of what the store holds: entries are read under the stored headers, attempts ranked.
 */
public final class TrailLoader {
  private static final Comparator<StoredTrail> BY_START =
      Comparator.comparing(
              (StoredTrail t) -> t.row().header().startedAt(),
              Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(t -> t.row().trailId());

  /** Requests of one id that count as attempts of each other. */
  private record Owner(String account, String region, String functionName) {
    static Owner of(TrailHeader h) {
      LogStream s = h.key().stream();
      return new Owner(s.account(), s.region(), h.functionName());
    }

    static Owner of(Invocation i) {
      return new Owner(i.account(), i.region(), i.functionName());
    }
  }

  private final TrailReader reader;
  private final Conventions conventions;
  private final LiveLines live;

  /**
   * A loader over a store.
   *
   * @param conventions by which lines that are JSON are read
   */
  public TrailLoader(TrailReader reader, Conventions conventions) {
    this(reader, conventions, LiveLines.NONE);
  }

  private TrailLoader(TrailReader reader, Conventions conventions, LiveLines live) {
    this.reader = reader;
    this.conventions = conventions;
    this.live = live;
  }

  /**
   * The same with lines that only Live Tail has shown, where all of a request is asked for.
   *
   * @param scope what of it may be seen
   */
  public TrailLoader with(ProvisionalLines lines, Scope scope) {
    return new TrailLoader(reader, conventions, new LiveLines(lines, scope));
  }

  /** The same over the store as somebody sees it who may see no more than a scope. */
  public TrailLoader within(Scope scope) {
    return scope.isAll()
        ? this
        : new TrailLoader(reader.within(scope), conventions, live.within(scope));
  }

  /**
   * Every attempt of a request id; by function and start. Empty if none.
   *
   * @throws dev.logtrail.store.StoreException if the store does not answer
   */
  public List<LoadedTrail> byRequestId(String requestId) {
    StoredRequest request = reader.request(requestId);
    Map<Owner, List<StoredTrail>> stored = new LinkedHashMap<>();
    for (StoredTrail t : request.trails()) {
      stored.computeIfAbsent(Owner.of(t.row().header()), o -> new ArrayList<>()).add(t);
    }
    Map<Owner, Invocation> invocations = new LinkedHashMap<>();
    request.invocations().forEach(i -> invocations.put(Owner.of(i), i));

    List<LoadedTrail> loaded = new ArrayList<>();
    LiveLines.OfRequest shown = live.of(requestId);
    stored.forEach((owner, trails) -> attempts(trails, invocations.get(owner), shown, loaded));
    for (ProvisionalTrail trail : shown.rest(request.trails())) {
      loaded.add(shown.loaded(trail, loaded.size() + 1, conventions));
    }
    return loaded;
  }

  /** One environment trail by its id; null if it is gone. */
  public LoadedTrail environment(long trailId, LocalDate day) {
    StoredTrail stored = reader.byTrailId(trailId, day);
    return stored == null ? null : load(stored, null, 0);
  }

  /** A listed trail with its entries; null if it went away since it was listed. */
  public LoadedTrail whole(ListedTrail listed) {
    StoredTrail stored = reader.byTrailId(listed.row().trailId(), listed.row().day());
    return stored == null ? null : load(stored, listed.invocation(), listed.attempt());
  }

  /**
   * Listed trails in their order, in parts small enough to be in memory together: each part has one
   * trail, or several with no more than {@link ServerLimits#ANSWER_PART_BYTES} of text.
   */
  public static <T> List<List<T>> parts(List<T> trails, Function<T, ListedTrail> listed) {
    List<List<T>> parts = new ArrayList<>();
    long bytes = 0;
    for (T trail : trails) {
      long own = listed.apply(trail).row().rawBytes();
      bytes += own;
      if (parts.isEmpty() || bytes > ServerLimits.ANSWER_PART_BYTES) {
        parts.add(new ArrayList<>());
        bytes = own;
      }
      parts.get(parts.size() - 1).add(trail);
    }
    return parts;
  }

  /** Listed trails with their entries, read together; null for one that went away. */
  public List<LoadedTrail> whole(List<ListedTrail> listed) {
    List<StoredTrail> stored = stored(listed);
    List<LoadedTrail> whole = new ArrayList<>();
    for (int i = 0; i < listed.size(); i++) {
      StoredTrail own = stored.get(i);
      // One that went away comes back without events.
      boolean gone = own.segments().isEmpty() && listed.get(i).row().segmentCount() > 0;
      whole.add(gone ? null : of(listed.get(i), own));
    }
    return whole;
  }

  /** The events of listed trails, read together. */
  List<StoredTrail> stored(List<ListedTrail> listed) {
    List<TrailRow> rows = listed.stream().map(ListedTrail::row).toList();
    Map<Long, StoredTrail> byId = new HashMap<>();
    AnswerMemory.reserve(
        rows.stream().mapToLong(r -> AnswerMemory.bytesOf(r.rawBytes(), r.eventCount())).sum());
    reader.withEvents(rows).forEach(t -> byId.put(t.row().trailId(), t));
    return rows.stream().map(row -> byId.get(row.trailId())).toList();
  }

  /** A listed trail whose events are at hand. */
  LoadedTrail of(ListedTrail listed, StoredTrail stored) {
    return load(stored, listed.invocation(), listed.attempt());
  }

  private void attempts(
      List<StoredTrail> trails,
      Invocation invocation,
      LiveLines.OfRequest shown,
      List<LoadedTrail> into) {
    trails.sort(BY_START);
    // A log result that came a moment ago, or before an update, may not have reached its row yet.
    boolean settled = trails.stream().anyMatch(t -> t.row().hasLogResult());
    for (int i = 0; i < trails.size(); i++) {
      StoredTrail t = trails.get(i);
      boolean own = settled ? t.row().hasLogResult() : i == trails.size() - 1;
      boolean newest = i == trails.size() - 1 || !isOfStream(trails, i + 1, t);
      into.add(load(t, own ? invocation : null, i + 1, newest ? shown.beside(t) : List.of()));
    }
  }

  /** Whether one of the trails from an index on is of the same stream as another. */
  private static boolean isOfStream(List<StoredTrail> trails, int from, StoredTrail other) {
    LogStream stream = other.row().header().key().stream();
    return trails.subList(from, trails.size()).stream()
        .anyMatch(t -> t.row().header().key().stream().equals(stream));
  }

  private LoadedTrail load(StoredTrail stored, Invocation invocation, int attempt) {
    return load(stored, invocation, attempt, List.of());
  }

  private LoadedTrail load(
      StoredTrail stored, Invocation invocation, int attempt, List<TrailEvent> shown) {
    TrailRow row = stored.row();
    List<TrailEvent> events = new ArrayList<>(stored.events());
    events.addAll(shown);
    return new LoadedTrail(
        read(row, events, invocation, !shown.isEmpty()),
        attempt,
        row.revision(),
        row.epoch(),
        row.trailId(),
        row.day(),
        PatternMatch.texts(events, invocation));
  }

  /** The stored header with entries; derived here only as long as the store has not done it. */
  private Trail read(
      TrailRow row, List<TrailEvent> events, Invocation invocation, boolean hasShown) {
    boolean current =
        row.parserVersion() == ParserVersion.CURRENT && row.hasLogResult() == (invocation != null);
    return current || hasShown
        ? TrailReading.entries(row.header(), events, invocation, conventions)
        : TrailReading.read(row.header(), events, invocation, conventions);
  }
}
