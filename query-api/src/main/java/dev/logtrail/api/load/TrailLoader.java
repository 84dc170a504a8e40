package dev.logtrail.api.load;

import dev.logtrail.limit.Limits;
import dev.logtrail.reading.TrailReading;
import dev.logtrail.store.ListedTrail;
import dev.logtrail.store.StoredRequest;
import dev.logtrail.store.StoredTrail;
import dev.logtrail.store.TrailReader;
import dev.logtrail.store.TrailRow;
import dev.logtrail.structured.convention.Conventions;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Trail;
import dev.logtrail.trail.TrailHeader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Makes trails of what the store holds: events are read, log results merged, attempts ranked. */
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

  /**
   * A loader over a store.
   *
   * @param conventions by which lines that are JSON are read
   */
  public TrailLoader(TrailReader reader, Conventions conventions) {
    this.reader = reader;
    this.conventions = conventions;
  }

  /**
   * Every attempt of a request id, log results merged; by function and start. Empty if none.
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
    stored.forEach((owner, trails) -> attempts(trails, invocations.remove(owner), loaded));
    invocations.values().forEach(i -> loaded.add(ofLogResult(i)));
    return loaded;
  }

  /** One environment trail by its id; null if it is gone. */
  public LoadedTrail environment(long trailId, LocalDate day) {
    StoredTrail stored = reader.byTrailId(trailId, day);
    return stored == null ? null : load(stored, null, 0);
  }

  /** A listed trail with its entries; null if it went away since it was listed. */
  public LoadedTrail whole(ListedTrail listed) {
    if (listed.row().trailId() == 0) {
      return ofLogResult(listed.invocation());
    }
    StoredTrail stored = reader.byTrailId(listed.row().trailId(), listed.row().day());
    return stored == null ? null : load(stored, listed.invocation(), listed.attempt());
  }

  /**
   * Listed trails in their order, in parts small enough to be in memory together: each part has one
   * trail, or several with no more than {@link Limits#ANSWER_PART_BYTES} of text.
   */
  static <T> List<List<T>> parts(List<T> trails, Function<T, ListedTrail> listed) {
    List<List<T>> parts = new ArrayList<>();
    long bytes = 0;
    for (T trail : trails) {
      long own = listed.apply(trail).row().rawBytes();
      bytes += own;
      if (parts.isEmpty() || bytes > Limits.ANSWER_PART_BYTES) {
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
      TrailRow row = listed.get(i).row();
      StoredTrail own = stored.get(i);
      // One that went away comes back without events.
      boolean gone =
          row.trailId() != 0 && (own == null || own.segments().isEmpty() && row.segmentCount() > 0);
      whole.add(gone ? null : of(listed.get(i), stored.get(i)));
    }
    return whole;
  }

  /** The events of listed trails, read together; null for one that is a log result alone. */
  List<StoredTrail> stored(List<ListedTrail> listed) {
    List<TrailRow> rows =
        listed.stream().map(ListedTrail::row).filter(row -> row.trailId() != 0).toList();
    Map<Long, StoredTrail> byId = new HashMap<>();
    reader.withEvents(rows).forEach(t -> byId.put(t.row().trailId(), t));
    List<StoredTrail> inOrder = new ArrayList<>();
    listed.forEach(t -> inOrder.add(byId.get(t.row().trailId())));
    return inOrder;
  }

  /** A listed trail whose events are at hand. */
  LoadedTrail of(ListedTrail listed, StoredTrail stored) {
    return listed.row().trailId() == 0
        ? ofLogResult(listed.invocation())
        : load(stored, listed.invocation(), listed.attempt());
  }

  private void attempts(List<StoredTrail> trails, Invocation invocation, List<LoadedTrail> into) {
    trails.sort(BY_START);
    for (int i = 0; i < trails.size(); i++) {
      // An id is invoked synchronously once; if it has several attempts, the answer is the last's.
      Invocation own = i == trails.size() - 1 ? invocation : null;
      into.add(load(trails.get(i), own, i + 1));
    }
  }

  private LoadedTrail load(StoredTrail stored, Invocation invocation, int attempt) {
    Trail trail =
        TrailReading.read(stored.row().header(), stored.events(), invocation, conventions);
    return new LoadedTrail(
        trail,
        attempt,
        stored.row().revision(),
        stored.row().epoch(),
        stored.row().trailId(),
        stored.row().day(),
        PatternMatch.texts(stored, invocation));
  }

  private LoadedTrail ofLogResult(Invocation invocation) {
    return new LoadedTrail(
        TrailReading.ofLogResult(invocation, conventions),
        1,
        0,
        0,
        0,
        null,
        PatternMatch.texts(null, invocation));
  }
}
