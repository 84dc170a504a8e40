package dev.logtrail.api.kit;

import dev.logtrail.pattern.RequiredTokens;
import dev.logtrail.reading.TrailReading;
import dev.logtrail.store.ListedTrail;
import dev.logtrail.store.SearchCandidates;
import dev.logtrail.store.StoreException;
import dev.logtrail.store.StoredTrail;
import dev.logtrail.store.TrailPage;
import dev.logtrail.store.TrailQuery;
import dev.logtrail.store.TrailReader;
import dev.logtrail.store.TrailRow;
import dev.logtrail.store.TrailSegment;
import dev.logtrail.store.change.Change;
import dev.logtrail.store.change.ChangeFeed;
import dev.logtrail.store.change.ChangedTrail;
import dev.logtrail.store.stats.FunctionSummary;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.Level;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailHeader;
import dev.logtrail.trail.TrailKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;

/** A store in memory with the read side's behaviour, for tests that need no database. */
public final class MemoryStore implements TrailReader, ChangeFeed {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 20);

  private final Map<TrailKey, StoredTrail> trails = new LinkedHashMap<>();
  private final Map<String, Invocation> invocations = new LinkedHashMap<>();
  private final TreeMap<Long, Change> changes = new TreeMap<>();
  private final List<LongConsumer> listeners = new CopyOnWriteArrayList<>();
  private long nextTrailId = (7L << 32) + 1;
  private long flushNo;
  private volatile String broken;
  private volatile String unreadable;

  /** Stores a trail's events (all it has) and tells the listeners. Returns the flush number. */
  public long put(TrailKey key, List<TrailEvent> events) {
    return put(Map.of(key, events));
  }

  /** Stores several trails in one flush. */
  public long put(Map<TrailKey, List<TrailEvent>> writes) {
    synchronized (this) {
      List<ChangedTrail> changed = new ArrayList<>();
      writes.forEach((key, events) -> changed.add(write(key, events)));
      changes.put(++flushNo, new Change(flushNo, changed));
    }
    return told();
  }

  /** Removes a trail, as when its last event went elsewhere. */
  public long remove(TrailKey key) {
    synchronized (this) {
      TrailRow row = trails.remove(key).row();
      changes.put(++flushNo, new Change(flushNo, List.of(changed(row, true))));
    }
    return told();
  }

  /** Stores a log result. */
  public long put(Invocation i) {
    synchronized (this) {
      invocations.put(i.requestId(), i);
      ChangedTrail changed = new ChangedTrail(0, null, i.functionName(), i.requestId(), false);
      changes.put(++flushNo, new Change(flushNo, List.of(changed)));
    }
    return told();
  }

  /** Forgets changes before {@code flushNo}, as an hour does. */
  public synchronized void forgetChangesBefore(long flushNo) {
    changes.headMap(flushNo).clear();
  }

  /** Makes every call fail with this reason; null repairs. */
  public void breakWith(String reason) {
    broken = reason;
  }

  /** Makes one request fail to be read, as a fault of the reading would. */
  public void spoil(String requestId) {
    unreadable = requestId;
  }

  private ChangedTrail write(TrailKey key, List<TrailEvent> events) {
    StoredTrail before = trails.get(key);
    long id = before == null ? nextTrailId++ : before.row().trailId();
    long revision = before == null ? 1 : before.row().revision() + 1;
    TrailHeader header = TrailReading.read(key, events, null).header();
    TrailRow row = new TrailRow(id, DAY, 7, revision, header, events.size(), 0, 1);
    trails.put(key, new StoredTrail(row, List.of(new TrailSegment(0, events))));
    return changed(row, false);
  }

  private static ChangedTrail changed(TrailRow row, boolean deleted) {
    TrailHeader h = row.header();
    return new ChangedTrail(
        row.trailId(), row.day(), h.functionName(), h.key().requestId(), deleted);
  }

  private long told() {
    long now;
    synchronized (this) {
      now = flushNo; // The writer's connection works even where the readers' is broken.
    }
    listeners.forEach(l -> l.accept(now));
    return now;
  }

  private void check() {
    if (broken != null) {
      throw new StoreException(broken);
    }
  }

  @Override
  public synchronized List<StoredTrail> byRequestId(String requestId) {
    check();
    if (requestId.equals(unreadable)) {
      throw new IllegalStateException("spoilt: " + requestId);
    }
    return trails.values().stream()
        .filter(t -> requestId.equals(t.row().header().key().requestId()))
        .toList();
  }

  @Override
  public synchronized List<Invocation> invocations(String requestId) {
    check();
    Invocation i = invocations.get(requestId);
    return i == null ? List.of() : List.of(i);
  }

  @Override
  public synchronized StoredTrail byTrailId(long trailId, LocalDate day) {
    check();
    return trails.values().stream()
        .filter(t -> t.row().trailId() == trailId)
        .findFirst()
        .orElse(null);
  }

  @Override
  public synchronized List<StoredTrail> withEvents(List<TrailRow> rows) {
    return rows.stream()
        .map(
            row ->
                trails.values().stream()
                    .filter(t -> t.row().trailId() == row.trailId())
                    .findFirst()
                    .orElse(new StoredTrail(row, List.of())))
        .toList();
  }

  @Override
  public SearchCandidates candidates(RequiredTokens needs, Long from, Long to) {
    return SearchCandidates.all();
  }

  @Override
  public synchronized TrailPage list(TrailQuery q, SearchCandidates narrowing) {
    check();
    Comparator<ListedTrail> byStart =
        Comparator.comparing(t -> Objects.requireNonNullElse(t.row().header().startedAt(), 0L));
    List<ListedTrail> all = new ArrayList<>();
    trails.values().forEach(t -> all.add(listed(t.row())));
    invocations.values().stream()
        .filter(i -> byRequestId(i.requestId()).isEmpty())
        .forEach(i -> all.add(ofLogResult(i)));
    List<ListedTrail> found =
        all.stream()
            .filter(t -> matches(q, t.row().header()))
            .sorted(q.newestFirst() ? byStart.reversed() : byStart)
            .toList();
    int from = q.cursor() == null ? 0 : cursor(q.cursor());
    int to = Math.min(found.size(), from + q.limit());
    List<ListedTrail> page = new ArrayList<>();
    for (int i = from; i < to; i++) {
      ListedTrail t = found.get(i);
      page.add(new ListedTrail(t.row(), t.attempt(), t.invocation(), "c" + (i + 1)));
    }
    return new TrailPage(page, to < found.size() ? "c" + to : null);
  }

  private static int cursor(String cursor) {
    if (!cursor.matches("c\\d+")) {
      throw new IllegalArgumentException("not one that this server gave");
    }
    return Integer.parseInt(cursor.substring(1));
  }

  private ListedTrail listed(TrailRow row) {
    TrailKey key = row.header().key();
    Invocation i = key.isEnvironment() ? null : invocations.get(key.requestId());
    return new ListedTrail(row, key.isEnvironment() ? 0 : key.n(), i, null);
  }

  private static ListedTrail ofLogResult(Invocation i) {
    TrailHeader header = TrailReading.ofLogResult(i).header();
    return new ListedTrail(new TrailRow(0, DAY, 0, 0, header, 0, 0, 0), 1, i, null);
  }

  private static boolean matches(TrailQuery q, TrailHeader h) {
    boolean environment = "environment".equals(q.kind());
    return h.key().isEnvironment() == environment
        && (q.function() == null || q.function().equals(h.functionName()))
        && (q.outcomes().isEmpty() || q.outcomes().contains(h.outcome()))
        && (q.traceId() == null || q.traceId().equals(h.traceId()))
        && (q.from() == null || h.startedAt() != null && h.startedAt() >= q.from())
        && (q.to() == null || h.startedAt() != null && h.startedAt() < q.to())
        && (q.level() == null || !q.level().atLeast(Level.ERROR) || h.errorCount() > 0)
        && (q.coldStart() == null || q.coldStart().equals(h.coldStart()));
  }

  @Override
  public synchronized List<FunctionSummary> functions(long since) {
    check();
    Map<String, List<TrailHeader>> byName = new TreeMap<>();
    trails.values().stream()
        .map(t -> t.row().header())
        .filter(h -> !h.key().isEnvironment())
        .forEach(h -> byName.computeIfAbsent(h.functionName(), n -> new ArrayList<>()).add(h));
    return byName.values().stream().map(MemoryStore::summary).toList();
  }

  private static FunctionSummary summary(List<TrailHeader> trails) {
    TrailHeader newest =
        trails.stream().max(Comparator.comparing(TrailHeader::startedAt)).orElseThrow();
    long errors = trails.stream().filter(h -> h.outcome().isFailure()).count();
    long cold = trails.stream().filter(h -> Boolean.TRUE.equals(h.coldStart())).count();
    return new FunctionSummary(
        newest.key().stream().account(),
        newest.key().stream().region(),
        newest.functionName(),
        newest.startedAt(),
        trails.size(),
        errors,
        cold,
        newest.outcome().word());
  }

  @Override
  public void ping() {
    check();
  }

  @Override
  public synchronized long latest() {
    check();
    return flushNo;
  }

  @Override
  public synchronized long oldest() {
    check();
    return changes.isEmpty() ? 0 : changes.firstKey();
  }

  @Override
  public synchronized List<Change> after(long flushNo, int limit) {
    check();
    return changes.tailMap(flushNo, false).values().stream().limit(limit).toList();
  }

  @Override
  public AutoCloseable listen(LongConsumer listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  @Override
  public void close() {
    listeners.clear();
  }
}
