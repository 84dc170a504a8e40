package dev.logtrail.store.fake;

import dev.logtrail.limit.AnswerMemory;
import dev.logtrail.limit.EventLimits;
import dev.logtrail.store.DeadLetter;
import dev.logtrail.store.Flush;
import dev.logtrail.store.StaleWriterException;
import dev.logtrail.store.StoreException;
import dev.logtrail.store.StoredTrail;
import dev.logtrail.store.StreamContext;
import dev.logtrail.store.TrailRow;
import dev.logtrail.store.TrailSegment;
import dev.logtrail.store.TrailWrite;
import dev.logtrail.store.TrailWriter;
import dev.logtrail.store.change.ChangedTrail;
import dev.logtrail.store.postgres.change.ChangeTable;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.TrailHeader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A writer of a {@link FakeTrailStore}. */
final class FakeTrailWriter implements TrailWriter {
  private static final int WHOLE_EVENTS = 5_000;
  private static final long DAY_MS = 86_400_000L;

  private final FakeTrailStore store;
  private final long epoch;
  private long lastTrailId;
  private boolean closed;

  FakeTrailWriter(FakeTrailStore store, long epoch) {
    this.store = store;
    this.epoch = epoch;
    this.lastTrailId = epoch << 32;
  }

  @Override
  public long epoch() {
    return epoch;
  }

  @Override
  public long nextTrailId() {
    return ++lastTrailId;
  }

  @Override
  public long flush(Flush flush) {
    checkOpen();
    synchronized (store) {
      return store.faults().around("store a flush", () -> commit(flush));
    }
  }

  private long commit(Flush flush) {
    // All checks come first: a refused flush leaves nothing behind.
    checkOnce(flush);
    flush.writes().forEach(store::checkStorable);
    flush.writes().forEach(w -> checkOwned(w.row()));
    flush.deletes().forEach(this::checkMayDelete);
    checkKeys(flush);
    flush.deletes().forEach(this::remove);
    flush.writes().forEach(this::store);
    List<ChangedTrail> settled = new FakeSettling(store, this).settle(flush);
    flush.deadLetters().stream()
        .filter(letter -> store.deadLetters.stream().noneMatch(known -> isSame(known, letter)))
        .forEach(store.deadLetters::add);
    flush.dropped().forEach((reason, count) -> store.dropped.merge(reason, count, Long::sum));
    store.flushed(flush);
    return store.changes.announce(ChangeTable.of(flush, settled));
  }

  /** One row a key and day, those that the flush deletes left out. */
  private void checkKeys(Flush flush) {
    Map<List<Object>, Long> taken = new HashMap<>();
    Set<Long> going = new HashSet<>();
    flush.deletes().forEach(row -> going.add(row.trailId()));
    for (TrailWrite write : flush.writes()) {
      List<Object> key = keyAndDay(write.row());
      Long stored = store.owners.get(key);
      Long owner = stored == null || going.contains(stored) ? taken.get(key) : stored;
      taken.put(key, write.row().trailId());
      if (owner != null && owner != write.row().trailId()) {
        throw new StaleWriterException(
            "another row holds the key of a trail that this writer takes for new: "
                + write.row().header().key());
      }
    }
  }

  void remove(TrailRow row) {
    store.trails.remove(row.trailId());
    store.owners.remove(keyAndDay(row), row.trailId());
  }

  private static void checkOnce(Flush flush) {
    Set<Long> ids = new HashSet<>();
    for (TrailWrite write : flush.writes()) {
      if (!ids.add(write.row().trailId())) {
        throw new IllegalStateException("twice in one flush: " + write.row());
      }
    }
  }

  private static List<Object> keyAndDay(TrailRow row) {
    return List.of(row.header().key(), row.header().functionName(), row.day());
  }

  private static boolean isSame(DeadLetter a, DeadLetter b) {
    return a.source() == b.source()
        && Objects.equals(a.account(), b.account())
        && Objects.equals(a.region(), b.region())
        && java.util.Arrays.equals(a.body(), b.body());
  }

  private void checkOwned(TrailRow row) {
    StoredTrail stored = store.trails.get(row.trailId());
    if (stored == null) {
      return;
    }
    TrailRow old = stored.row();
    int byEpoch = Long.compare(old.epoch(), row.epoch());
    long written = old.revision() - store.amendments.getOrDefault(row.trailId(), 0L);
    if (byEpoch > 0 || byEpoch == 0 && written > row.revision()) {
      throw new StaleWriterException(
          "trail %d is stored in epoch %d revision %d; this writer has epoch %d revision %d"
              .formatted(row.trailId(), old.epoch(), old.revision(), row.epoch(), row.revision()));
    }
  }

  private void checkMayDelete(TrailRow row) {
    StoredTrail stored = store.trails.get(row.trailId());
    if (stored != null && stored.row().epoch() > epoch) {
      throw new StaleWriterException(
          "trail %d is stored in epoch %d; this writer has epoch %d and may not delete it"
              .formatted(row.trailId(), stored.row().epoch(), epoch));
    }
  }

  private void store(TrailWrite write) {
    Map<Integer, TrailSegment> segments = new TreeMap<>();
    StoredTrail old = store.trails.get(write.row().trailId());
    if (old != null) {
      old.segments().forEach(s -> segments.put(s.segNo(), s));
    }
    write.segments().forEach(s -> segments.put(s.segNo(), s));
    write.removedSegments().forEach(segments::remove);
    if (old != null && old.row().epoch() != write.row().epoch()) {
      store.amendments.remove(write.row().trailId());
    }
    put(write.row(), store.amendments.getOrDefault(write.row().trailId(), 0L), segments.values());
  }

  /** Stores a row whose revision rises by some amendments. */
  void put(TrailRow row, long amendments, Collection<TrailSegment> segments) {
    TrailRow amended =
        new TrailRow(
            row.trailId(),
            row.day(),
            row.epoch(),
            row.revision() + amendments,
            row.header(),
            row.eventCount(),
            row.rawBytes(),
            row.segmentCount(),
            row.parserVersion());
    store.owners.put(keyAndDay(row), row.trailId());
    store.trails.put(row.trailId(), new StoredTrail(amended, List.copyOf(segments)));
  }

  @Override
  public StreamContext streamContext(
      LogStream stream, long from, long to, Set<String> requestIds, int contextRequests) {
    checkOpen();
    synchronized (store) {
      return store
          .readFaults()
          .around(
              "read the context of a stream",
              () -> find(stream, from, to, requestIds, contextRequests));
    }
  }

  @Override
  public Map<LogStream, StreamContext> smallStreams(Collection<LogStream> streams) {
    checkOpen();
    synchronized (store) {
      return store.readFaults().around("read what is stored of streams", () -> findSmall(streams));
    }
  }

  private Map<LogStream, StreamContext> findSmall(Collection<LogStream> streams) {
    Map<LogStream, StreamContext> found = new HashMap<>();
    for (LogStream stream : streams) {
      StreamContext context = find(stream, 0, 0, Set.of(), 0);
      if (context.wholeStream()) {
        found.put(stream, context);
      }
    }
    return found;
  }

  private StreamContext find(
      LogStream stream, long from, long to, Set<String> requestIds, int contextRequests) {
    if (store.isDamaged(stream)) {
      return new StreamContext(List.of(new StoredTrail(null, List.of())), true, Set.of());
    }
    List<StoredTrail> all = store.of(stream);
    Set<String> ids =
        all.stream()
            .map(t -> t.row().header().key().requestId())
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    long events = all.stream().mapToLong(t -> t.row().eventCount()).sum();
    boolean whole = store.isReadWhole(all.size()) && events <= WHOLE_EVENTS;
    Collection<StoredTrail> found =
        whole ? all : around(all, from, to, requestIds, contextRequests);
    long bytes =
        found.stream()
            .map(StoredTrail::row)
            .mapToLong(r -> AnswerMemory.bytesOf(r.rawBytes(), r.eventCount()))
            .sum();
    AnswerMemory.expect(bytes);
    AnswerMemory.hold(bytes);
    return FakeSettling.HEADERS.withoutLogResults(
        new StreamContext(
            List.copyOf(found), whole, ids.size() > EventLimits.STREAM_REQUEST_IDS ? null : ids));
  }

  private static Collection<StoredTrail> around(
      List<StoredTrail> all, long from, long to, Set<String> requestIds, int contextRequests) {
    Comparator<StoredTrail> byStart = Comparator.comparing(FakeTrailWriter::start);
    Predicate<StoredTrail> isRequest = t -> !t.row().header().key().isEnvironment();
    Set<StoredTrail> found = new HashSet<>();
    all.stream().filter(t -> start(t) <= to && end(t) >= from).forEach(found::add);
    all.stream()
        .filter(isRequest.and(t -> requestIds.contains(t.row().header().key().requestId())))
        .forEach(found::add);
    all.stream()
        .filter(isRequest.and(t -> start(t) < from && end(t) < from))
        .sorted(byStart.reversed())
        .limit(contextRequests)
        .forEach(found::add);
    all.stream()
        .filter(isRequest.and(t -> start(t) > to))
        .sorted(byStart)
        .limit(contextRequests)
        .forEach(found::add);
    List<StoredTrail> reached = List.copyOf(found);
    Predicate<Integer> isReached =
        day ->
            isBetween(day, from, to)
                || reached.stream().anyMatch(t -> isBetween(day, start(t), end(t)));
    all.stream()
        .filter(isRequest.negate().and(t -> isReached.test(t.row().header().key().storedNumber())))
        .forEach(found::add);
    return new ArrayList<>(found);
  }

  private static boolean isBetween(int day, long from, long to) {
    return day >= day(from) && day <= day(to);
  }

  private static long day(long time) {
    return time == LogEvent.UNKNOWN_TIME ? 0 : Math.floorDiv(time, DAY_MS);
  }

  private static long start(StoredTrail trail) {
    return Objects.requireNonNullElse(trail.row().header().startedAt(), LogEvent.UNKNOWN_TIME);
  }

  private static long end(StoredTrail trail) {
    TrailHeader header = trail.row().header();
    long last = Objects.requireNonNullElse(header.lastEventAt(), LogEvent.UNKNOWN_TIME);
    long ended = Objects.requireNonNullElse(header.endedAt(), LogEvent.UNKNOWN_TIME);
    return Math.max(start(trail), Math.max(last, ended));
  }

  private void checkOpen() {
    if (closed) {
      throw new StoreException("the writer is closed");
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
