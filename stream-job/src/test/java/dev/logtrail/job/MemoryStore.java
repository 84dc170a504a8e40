package dev.logtrail.job;

import dev.logtrail.store.Flush;
import dev.logtrail.store.StaleWriterException;
import dev.logtrail.store.StoreException;
import dev.logtrail.store.StoredTrail;
import dev.logtrail.store.StreamContext;
import dev.logtrail.store.TrailRow;
import dev.logtrail.store.TrailSegment;
import dev.logtrail.store.TrailWrite;
import dev.logtrail.store.TrailWriter;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.TrailHeader;
import dev.logtrail.trail.TrailKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A store of trails in memory that calls a stream small as soon as it is told to, so that tests
 * reach partial neighbourhoods with few events. Checks each flush as the real one does.
 */
public final class MemoryStore {
  /** How a planned failure shows. */
  enum Failure {
    BEFORE_COMMIT,
    ANSWER_LOST
  }

  final Map<Long, StoredTrail> trails = new TreeMap<>();
  final Map<String, Long> dropped = new HashMap<>();
  public final List<Flush> flushes = new ArrayList<>();
  public int partialReads;
  private final int wholeTrails;
  private Failure next;
  private long epochs;

  /** A store that reads streams of up to so many trails whole. */
  public MemoryStore(int wholeTrails) {
    this.wholeTrails = wholeTrails;
  }

  /** Makes the next flush fail. */
  void failNext(Failure how) {
    next = how;
  }

  TrailWriter openWriter() {
    return new Writer(++epochs);
  }

  /** The stored trails of a stream. */
  public List<StoredTrail> of(LogStream stream) {
    return trails.values().stream().filter(t -> key(t).stream().equals(stream)).toList();
  }

  private static TrailKey key(StoredTrail trail) {
    return trail.row().header().key();
  }

  private void commit(Flush flush, long epoch) {
    Set<Long> touched = new HashSet<>();
    for (TrailWrite write : flush.writes()) {
      check(write.row(), epoch);
      if (!touched.add(write.row().trailId())) {
        throw new IllegalStateException("twice in one flush: " + write.row());
      }
    }
    flush.deletes().forEach(row -> check(row, epoch));
    flush.writes().forEach(this::store);
    flush.deletes().forEach(row -> trails.remove(row.trailId()));
    flush.dropped().forEach((reason, count) -> dropped.merge(reason, count, Long::sum));
    flushes.add(flush);
  }

  private void check(TrailRow row, long epoch) {
    StoredTrail old = trails.get(row.trailId());
    boolean stale =
        old != null
            && (old.row().epoch() > epoch
                || old.row().epoch() == epoch && old.row().revision() > row.revision());
    if (stale) {
      throw new StaleWriterException("stale: " + row);
    }
  }

  private void store(TrailWrite write) {
    Map<Integer, TrailSegment> segments = new TreeMap<>();
    StoredTrail old = trails.get(write.row().trailId());
    if (old != null) {
      old.segments().forEach(s -> segments.put(s.segNo(), s));
    }
    write.segments().forEach(s -> segments.put(s.segNo(), s));
    write.removedSegments().forEach(segments::remove);
    trails.put(write.row().trailId(), new StoredTrail(write.row(), List.copyOf(segments.values())));
  }

  private final class Writer implements TrailWriter {
    private final long epoch;
    private long lastId;

    Writer(long epoch) {
      this.epoch = epoch;
      this.lastId = epoch << 32;
    }

    @Override
    public long epoch() {
      return epoch;
    }

    @Override
    public long nextTrailId() {
      return ++lastId;
    }

    @Override
    public long flush(Flush flush) {
      Failure failure = next;
      next = null;
      if (failure == Failure.BEFORE_COMMIT) {
        throw new StoreException("planned: before the commit");
      }
      commit(flush, epoch);
      if (failure == Failure.ANSWER_LOST) {
        throw new StoreException("planned: the answer was lost");
      }
      return flushes.size();
    }

    @Override
    public StreamContext streamContext(
        LogStream stream, long from, long to, Set<String> requestIds, int spread) {
      List<StoredTrail> all = of(stream);
      Set<String> ids =
          all.stream()
              .map(t -> key(t).requestId())
              .filter(Objects::nonNull)
              .collect(Collectors.toSet());
      boolean whole = all.size() <= wholeTrails;
      partialReads += whole ? 0 : 1;
      return new StreamContext(whole ? all : around(all, from, to, requestIds, spread), whole, ids);
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }

  private static List<StoredTrail> around(
      List<StoredTrail> all, long from, long to, Set<String> ids, int spread) {
    Predicate<StoredTrail> request = t -> !key(t).isEnvironment();
    Comparator<StoredTrail> byStart = Comparator.comparingLong(MemoryStore::start);
    Map<Long, StoredTrail> found = new LinkedHashMap<>();
    Stream<StoredTrail> overlapping =
        all.stream()
            .filter(t -> ids.contains(key(t).requestId()) || start(t) <= to && last(t) >= from);
    Stream<StoredTrail> before =
        all.stream()
            .filter(request.and(t -> start(t) < from && last(t) < from))
            .sorted(byStart.reversed())
            .limit(spread);
    Stream<StoredTrail> after =
        all.stream().filter(request.and(t -> start(t) > to)).sorted(byStart).limit(spread);
    Stream.of(overlapping, before, after)
        .flatMap(s -> s)
        .forEach(t -> found.put(t.row().trailId(), t));
    int first = day(Math.min(from, min(found.values().stream().map(MemoryStore::start))));
    int last = day(Math.max(to, -min(found.values().stream().map(t -> -last(t)))));
    all.stream()
        .filter(request.negate().and(t -> key(t).n() >= first && key(t).n() <= last))
        .forEach(t -> found.put(t.row().trailId(), t));
    return List.copyOf(found.values());
  }

  private static long min(Stream<Long> times) {
    return times.min(Comparator.naturalOrder()).orElse(Long.MAX_VALUE - 1);
  }

  private static int day(long time) {
    return (int) Math.floorDiv(Math.max(-1L << 50, Math.min(1L << 50, time)), 86_400_000L);
  }

  private static long start(StoredTrail trail) {
    return trail.row().header().startedAt();
  }

  private static long last(StoredTrail trail) {
    TrailHeader header = trail.row().header();
    long last = Math.max(header.startedAt(), header.lastEventAt());
    return header.endedAt() == null ? last : Math.max(last, header.endedAt());
  }
}
