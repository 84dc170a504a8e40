package dev.logtrail.store.fake;

import dev.logtrail.pattern.RequiredTokens;
import dev.logtrail.reading.TrailReading;
import dev.logtrail.store.DeadLetter;
import dev.logtrail.store.Flush;
import dev.logtrail.store.ListedTrail;
import dev.logtrail.store.LogResultArrival;
import dev.logtrail.store.OutcomeCount;
import dev.logtrail.store.RefusedWriteException;
import dev.logtrail.store.SampleTrails;
import dev.logtrail.store.SearchCandidates;
import dev.logtrail.store.StoreException;
import dev.logtrail.store.StoredTrail;
import dev.logtrail.store.TrailPage;
import dev.logtrail.store.TrailQuery;
import dev.logtrail.store.TrailReader;
import dev.logtrail.store.TrailRow;
import dev.logtrail.store.TrailSegment;
import dev.logtrail.store.TrailWrite;
import dev.logtrail.store.TrailWriter;
import dev.logtrail.store.postgres.list.ListCursor;
import dev.logtrail.store.stats.FunctionSummary;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Scope;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailHeader;
import dev.logtrail.trail.TrailKey;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A store in memory that passes the same kits as the real one, and fails when told to: {@link
 * #faults()} counts flushes, {@link #readFaults()} reads of a stream's context.
 */
public final class FakeTrailStore implements TrailReader {
  private static final int WHOLE_TRAILS = 500;

  private static final Comparator<StoredTrail> BY_START =
      Comparator.comparing((StoredTrail t) -> at(t.row())).thenComparing(t -> t.row().trailId());

  final Map<Long, StoredTrail> trails = new TreeMap<>();

  /** Which trail holds a key on a day. */
  final Map<List<Object>, Long> owners = new HashMap<>();

  final Map<List<String>, Invocation> results = new LinkedHashMap<>();

  /** When log results came, epoch ms. */
  final Map<List<String>, Long> arrivals = new LinkedHashMap<>();

  /** How many revisions of a trail others than its writer have written. */
  final Map<Long, Long> amendments = new HashMap<>();

  final List<DeadLetter> deadLetters = new ArrayList<>();
  final Map<String, Long> dropped = new TreeMap<>();
  final FakeChangeFeed changes = new FakeChangeFeed();
  private final FaultPlan faults = new FaultPlan();
  private final FaultPlan readFaults = new FaultPlan();
  private final List<Flush> flushes = new ArrayList<>();
  private final int wholeTrails;
  private FakeTrailWriter ownWriter;
  private long epochs;
  private int partialReads;
  private Predicate<TrailWrite> refused;
  private LogStream damaged;
  private volatile String outage;
  private volatile String unreadable;

  /** A store that reads streams whole as PostgreSQL does. */
  public FakeTrailStore() {
    this(WHOLE_TRAILS);
  }

  /** A store that reads streams of up to so many trails whole, and parts of larger ones. */
  public FakeTrailStore(int wholeTrails) {
    this.wholeTrails = wholeTrails;
  }

  /** Refuses every flush that holds such a trail, as a database refuses a value; null: none. */
  public synchronized void refuse(Predicate<TrailWrite> unstorable) {
    refused = unstorable;
  }

  /** Makes what is stored of a stream damaged: whoever looks at it fails. Null repairs. */
  public synchronized void damage(LogStream stream) {
    damaged = stream;
  }

  boolean isDamaged(LogStream stream) {
    return stream.equals(damaged);
  }

  void checkStorable(TrailWrite write) {
    if (refused != null && refused.test(write)) {
      throw new RefusedWriteException("planned: a value of " + write.row().header().key(), null);
    }
  }

  /** A writer with the next epoch. */
  public synchronized TrailWriter openWriter() {
    return new FakeTrailWriter(this, ++epochs);
  }

  /** What live readers of this store follow. */
  public FakeChangeFeed changes() {
    return changes;
  }

  /** Plans failures of flushes. */
  public FaultPlan faults() {
    return faults;
  }

  /** Plans failures of reads of a stream's context. */
  public FaultPlan readFaults() {
    return readFaults;
  }

  /** Makes every read fail with this reason, writes go on; null repairs. */
  public void breakReads(String reason) {
    outage = reason;
    changes.breakReads(reason);
  }

  /** Makes the trails of one request fail to be read, as a bug in the reader would. */
  public void makeUnreadable(String requestId) {
    unreadable = requestId;
  }

  void checkReadable() {
    if (outage != null) {
      throw new StoreException(outage);
    }
  }

  /** Stores all events of a trail, as the job would; returns the flush number. */
  public long put(TrailKey key, List<TrailEvent> events) {
    return put(Map.of(key, events));
  }

  /** Stores all events of several trails in one flush; returns the flush number. */
  public synchronized long put(Map<TrailKey, List<TrailEvent>> events) {
    List<TrailWrite> writes = new ArrayList<>();
    events.forEach((key, all) -> writes.add(write(key, all)));
    return writer().flush(new Flush(writes, List.of(), List.of(), List.of(), Map.of()));
  }

  /** Stores a log result; returns the flush number. */
  public synchronized long put(Invocation result) {
    return writer().flush(new Flush(List.of(), List.of(), List.of(result), List.of(), Map.of()));
  }

  /** Stores a log result that came at a time, in epoch ms; returns the flush number. */
  public synchronized long put(Invocation result, long cameAt) {
    arrivals.put(key(result), cameAt);
    return put(result);
  }

  /** Deletes a trail, as when its last event went elsewhere; returns the flush number. */
  public synchronized long remove(TrailKey key) {
    TrailRow row = rowOf(key);
    return writer().flush(new Flush(List.of(), List.of(row), List.of(), List.of(), Map.of()));
  }

  private FakeTrailWriter writer() {
    if (ownWriter == null) {
      ownWriter = new FakeTrailWriter(this, ++epochs);
    }
    return ownWriter;
  }

  private TrailWrite write(TrailKey key, List<TrailEvent> events) {
    TrailRow before = rowOf(key);
    TrailHeader header = TrailReading.read(key, events, null).header();
    long rawBytes = events.stream().mapToLong(e -> e.event().message().length()).sum();
    TrailRow row =
        new TrailRow(
            before == null ? writer().nextTrailId() : before.trailId(),
            before == null ? day(header) : before.day(),
            writer().epoch(),
            before == null ? 1 : before.revision() + 1,
            header,
            events.size(),
            rawBytes,
            1);
    return new TrailWrite(row, List.of(new TrailSegment(0, events)), List.of(), events);
  }

  private static LocalDate day(TrailHeader header) {
    Long start = header.startedAt();
    return Instant.ofEpochMilli(start == null ? 0 : start).atZone(ZoneOffset.UTC).toLocalDate();
  }

  private TrailRow rowOf(TrailKey key) {
    return trails.values().stream()
        .map(StoredTrail::row)
        .filter(row -> row.header().key().equals(key))
        .findFirst()
        .orElse(null);
  }

  /** What was flushed, in order, since {@link #forgetFlushes}. */
  public synchronized List<Flush> flushes() {
    return List.copyOf(flushes);
  }

  /** Forgets what was flushed; it stays stored. */
  public synchronized void forgetFlushes() {
    flushes.clear();
  }

  /** How often a part of a stream was read, since the stream was too large to be read whole. */
  public synchronized int partialReads() {
    return partialReads;
  }

  void flushed(Flush flush) {
    flushes.add(flush);
  }

  /** Whether a stream of so many trails is read whole; counts if not. */
  boolean isReadWhole(int trailCount) {
    partialReads += trailCount > wholeTrails ? 1 : 0;
    return trailCount <= wholeTrails;
  }

  /** The stored trails of a stream. */
  public synchronized List<StoredTrail> of(LogStream stream) {
    return trails.values().stream()
        .filter(t -> t.row().header().key().stream().equals(stream))
        .toList();
  }

  /** Everything stored, by trail id. */
  public synchronized List<StoredTrail> all() {
    return List.copyOf(trails.values());
  }

  /** Dead letters, each once. */
  public synchronized List<DeadLetter> deadLetters() {
    return List.copyOf(deadLetters);
  }

  /** Events dropped, by reason. */
  public synchronized Map<String, Long> dropped() {
    return Map.copyOf(dropped);
  }

  static List<String> key(Invocation i) {
    return List.of(i.account(), i.region(), i.functionName(), i.requestId());
  }

  /**
   * Gives results of nobody's account to the trail of their request: called at the end of a flush.
   */
  void adopt() {
    for (Invocation result : List.copyOf(results.values())) {
      if (result.account().equals(Invocation.UNKNOWN_ACCOUNT)) {
        requests(t -> isOf(result, t.row())).stream()
            .map(t -> t.row().header().key().stream().account())
            .min(String::compareTo)
            .ifPresent(account -> move(result, account));
      }
    }
  }

  private static boolean isOf(Invocation result, TrailRow row) {
    TrailKey key = row.header().key();
    return !row.isLogResultOnly()
        && result.requestId().equals(key.requestId())
        && result.functionName().equals(row.header().functionName())
        && result.region().equals(key.stream().region());
  }

  private void move(Invocation i, String account) {
    Invocation owned = SampleTrails.ofAccount(account, i);
    results.remove(key(i));
    results.put(key(owned), owned);
    arrivals.putIfAbsent(key(owned), arrivals.remove(key(i)));
  }

  static List<String> key(TrailRow row) {
    TrailKey key = row.header().key();
    return List.of(
        key.stream().account(),
        key.stream().region(),
        row.header().functionName(),
        key.requestId());
  }

  static long at(TrailRow row) {
    return Objects.requireNonNullElse(row.header().startedAt(), ListCursor.NO_TIME);
  }

  @Override
  public TrailReader within(Scope scope) {
    return scope.isAll() ? this : new ScopedFakeReader(this, scope);
  }

  @Override
  public synchronized List<StoredTrail> byRequestId(String requestId) {
    checkReadable();
    if (requestId.equals(unreadable)) {
      throw new IllegalStateException("planned fault: " + requestId);
    }
    return requests(t -> requestId.equals(t.row().header().key().requestId()));
  }

  List<StoredTrail> requests(Predicate<StoredTrail> wanted) {
    return trails.values().stream()
        .filter(t -> !t.row().header().key().isEnvironment())
        .filter(wanted)
        .sorted(BY_START)
        .toList();
  }

  @Override
  public synchronized List<Invocation> invocations(String requestId) {
    checkReadable();
    return results.values().stream().filter(i -> i.requestId().equals(requestId)).toList();
  }

  @Override
  public synchronized List<LogResultArrival> logResultArrivals(Collection<String> requestIds) {
    checkReadable();
    return results.values().stream()
        .filter(i -> requestIds.contains(i.requestId()))
        .map(
            i ->
                new LogResultArrival(
                    i.account(), i.region(), i.functionName(), i.requestId(), arrivals.get(key(i))))
        .toList();
  }

  @Override
  public synchronized StoredTrail byTrailId(long trailId, LocalDate day) {
    checkReadable();
    StoredTrail found = trails.get(trailId);
    return found != null && found.row().day().equals(day) ? found : null;
  }

  @Override
  public synchronized List<StoredTrail> withEvents(List<TrailRow> rows) {
    checkReadable();
    return rows.stream()
        .map(row -> trails.getOrDefault(row.trailId(), new StoredTrail(row, List.of())))
        .toList();
  }

  @Override
  public SearchCandidates candidates(RequiredTokens required, Long from, Long to) {
    return SearchCandidates.all();
  }

  @Override
  public synchronized TrailPage list(TrailQuery query, SearchCandidates candidates) {
    checkReadable();
    return new FakeTrailList(this, Scope.ALL).page(query);
  }

  @Override
  public synchronized List<ListedTrail> ranked(List<ListedTrail> listed) {
    checkReadable();
    return new FakeTrailList(this, Scope.ALL).ranked(listed);
  }

  @Override
  public synchronized List<OutcomeCount> outcomes(TrailQuery query, long stepMs) {
    checkReadable();
    return new FakeTrailList(this, Scope.ALL).outcomes(query, stepMs);
  }

  @Override
  public synchronized List<FunctionSummary> functions(long since) {
    checkReadable();
    return new FakeTrailList(this, Scope.ALL).functions(since);
  }

  @Override
  public void ping() {
    checkReadable();
  }
}
