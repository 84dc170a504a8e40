package dev.logtrail.store.postgres;

import dev.logtrail.store.Flush;
import dev.logtrail.store.ProgramVersion;
import dev.logtrail.store.RefusedWriteException;
import dev.logtrail.store.StaleWriterException;
import dev.logtrail.store.StoreException;
import dev.logtrail.store.StreamContext;
import dev.logtrail.store.TrailRow;
import dev.logtrail.store.TrailWrite;
import dev.logtrail.store.TrailWriter;
import dev.logtrail.store.change.ChangedTrail;
import dev.logtrail.store.postgres.change.ChangeTable;
import dev.logtrail.store.postgres.deadletter.DeadLetterRoom;
import dev.logtrail.store.postgres.deadletter.DeadLetterTable;
import dev.logtrail.store.postgres.header.HeaderDerivation;
import dev.logtrail.store.postgres.header.LogResultSettler;
import dev.logtrail.store.postgres.header.TrailNumbers;
import dev.logtrail.store.postgres.jdbc.Locks;
import dev.logtrail.store.postgres.jdbc.NameIds;
import dev.logtrail.store.postgres.jdbc.NameIds.FunctionName;
import dev.logtrail.store.postgres.jdbc.PgTime;
import dev.logtrail.store.postgres.jdbc.Sql;
import dev.logtrail.store.postgres.jdbc.WriterConnection;
import dev.logtrail.store.postgres.jdbc.WriterEpoch;
import dev.logtrail.store.postgres.lease.LeaseTable;
import dev.logtrail.store.postgres.logresult.LogResults;
import dev.logtrail.store.postgres.search.BloomTable;
import dev.logtrail.store.postgres.segment.SegmentPacks;
import dev.logtrail.store.postgres.segment.SegmentTable;
import dev.logtrail.store.postgres.stats.RollupMarks;
import dev.logtrail.store.postgres.stats.RollupSlot;
import dev.logtrail.store.postgres.trail.Partitions;
import dev.logtrail.store.postgres.trail.SmallStreams;
import dev.logtrail.store.postgres.trail.StreamContextQuery;
import dev.logtrail.store.postgres.trail.TrailColumns.Numbered;
import dev.logtrail.store.postgres.trail.TrailTable;
import dev.logtrail.structured.convention.Conventions;
import dev.logtrail.trail.LogStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Writes trails to PostgreSQL. Keeps one connection; when it is lost, the call fails and the next
 * one connects again.
 */
final class PostgresTrailWriter implements TrailWriter, TrailNumbers {
  /** PostgreSQL's check_violation, which it reports too when no partition holds a row. */
  private static final String NO_PARTITION = "23514";

  private static final String UNIQUE_VIOLATION = "23505";

  private final WriterConnection connection;
  private final Clock clock;
  private final Partitions partitions;
  private final NameIds nameIds;
  private final DeadLetterRoom deadLetterRoom = new DeadLetterRoom();
  private final long epoch;

  /** What each flush must carry; null where nobody else can write. */
  private final Long leaseToken;

  private final HeaderDerivation headers;
  private final Runnable onClose;

  private long lastTrailId;

  /** The youngest trail id of this writer's that a flush was tried with. */
  private long lastTriedTrailId;

  /** Draws an epoch and makes partitions for the days ahead. */
  PostgresTrailWriter(
      DataSource dataSource,
      Clock clock,
      Conventions conventions,
      Long leaseToken,
      Runnable onClose) {
    this.headers = new HeaderDerivation(conventions);
    this.leaseToken = leaseToken;
    this.onClose = onClose;
    this.connection = new WriterConnection(dataSource);
    this.clock = clock;
    this.partitions = new Partitions(clock);
    this.nameIds = new NameIds(clock);
    this.epoch = connection.run("open a writer", this::open);
    this.lastTrailId = epoch << 32;
    this.lastTriedTrailId = lastTrailId;
  }

  private long open(Connection c) throws SQLException {
    partitions.ensureAhead(c);
    return WriterEpoch.draw(c);
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
    try {
      return connection.run("store a flush", c -> flush(c, flush));
    } finally {
      for (TrailWrite write : flush.writes()) {
        if (isFresh(write)) {
          lastTriedTrailId = write.row().trailId();
        }
      }
    }
  }

  private long flush(Connection c, Flush flush) throws SQLException {
    partitions.ensure(c, days(flush));
    resolve(c, flush);
    LogResultSettler settler = new LogResultSettler(headers, this);
    try {
      return Sql.transaction(c, inTransaction -> write(inTransaction, flush, settler));
    } catch (StoreException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new RefusedWriteException("a flush cannot be written: " + e, e);
    } catch (SQLException e) {
      if (isRefused(e)) {
        throw new RefusedWriteException(
            "the database refuses a value: " + e.getMessage() + " [" + e.getSQLState() + "]", e);
      }
      if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
        throw new StaleWriterException(
            "another row holds the key of a trail that this writer takes for new: "
                + e.getMessage());
      }
      if (!NO_PARTITION.equals(e.getSQLState())) {
        throw e;
      }
      // Retention dropped one since this writer looked, or a log result stands alone again.
      partitions.forget();
      Set<LocalDate> days = days(flush);
      days.addAll(settler.days());
      partitions.ensure(c, days);
      return Sql.transaction(c, inTransaction -> write(inTransaction, flush, settler));
    }
  }

  /** Whether it is a value that is wrong, not the moment: data exception, or a limit of a row. */
  private static boolean isRefused(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    return state.startsWith("22") || state.startsWith("54");
  }

  private Set<LocalDate> days(Flush flush) {
    Set<LocalDate> days = new HashSet<>();
    flush.writes().forEach(w -> days.add(PgTime.day(w.row().day())));
    flush
        .invocations()
        .forEach(
            i -> days.add(PgTime.dayOf(i.invokedAt() == null ? clock.millis() : i.invokedAt())));
    return days;
  }

  private void resolve(Connection c, Flush flush) throws SQLException {
    Set<FunctionName> functions = new HashSet<>();
    Set<LogStream> streams = new HashSet<>();
    for (TrailWrite write : flush.writes()) {
      functions.add(function(write.row()));
      streams.add(write.row().header().key().stream());
    }
    flush.invocations().forEach(i -> functions.add(LogResults.function(i)));
    nameIds.resolve(c, functions, streams);
  }

  private static FunctionName function(TrailRow row) {
    LogStream stream = row.header().key().stream();
    return new FunctionName(stream.account(), stream.region(), row.header().functionName());
  }

  /** The minutes in which requests began. */
  private static List<RollupSlot> minutes(Stream<Numbered> rows) {
    return rows.filter(r -> !r.header().key().isEnvironment())
        .filter(r -> PgTime.ms(r.header().startedAt()) != null)
        .map(r -> RollupSlot.minute(r.functionId(), PgTime.ms(r.header().startedAt())))
        .toList();
  }

  private long write(Connection c, Flush flush, LogResultSettler settler) throws SQLException {
    List<TrailWrite> fresh = flush.writes().stream().filter(this::isFresh).toList();
    List<TrailWrite> others = flush.writes().stream().filter(w -> !isFresh(w)).toList();
    SegmentPacks packs = SegmentPacks.of(flush.writes(), this::nextTrailId);
    // First: what takes its place may have the same key.
    TrailTable.delete(c, flush.deletes(), epoch);
    Map<Long, Long> kept = SegmentTable.unpack(c, others);
    List<Numbered> freshRows = numbered(fresh, packs, kept);
    List<Numbered> otherRows = numbered(others, packs, kept);
    TrailTable.append(c, freshRows);
    TrailTable.upsert(c, otherRows);
    SegmentTable.append(c, fresh.stream().filter(w -> packs.packOf(w.row()) == null).toList());
    SegmentTable.write(c, others, packs);
    packs.append(c);
    BloomTable.write(c, flush.writes());
    RollupMarks.set(c, minutes(Stream.concat(freshRows.stream(), otherRows.stream())));
    DeadLetterTable.insert(c, flush.deadLetters(), ProgramVersion.here(), clock);
    int evicted = deadLetterRoom.make(c, flush.deadLetters());
    // From here on flushes stand in line: what several of them touch comes after the lock.
    Locks.take(c, Locks.FLUSH);
    if (leaseToken != null) {
      LeaseTable.check(c, leaseToken);
    }
    ChangeTable.Next next = ChangeTable.next(c);
    Set<String> news = LogResults.upsert(c, flush.invocations(), nameIds, clock);
    Set<String> requestIds = new HashSet<>(news);
    if (next.logResults()) {
      requestIds.addAll(LogResults.known(c, requestIds(flush)));
    }
    List<ChangedTrail> settled = settler.settle(c, requestIds, news);
    DroppedEvents.count(c, dropped(flush, evicted), clock);
    ChangeTable.announce(c, next.flushNo(), ChangeTable.of(flush, settled), clock);
    return next.flushNo();
  }

  /** Letters that had to go are no longer there to be tried again. */
  private static Map<String, Long> dropped(Flush flush, int evicted) {
    if (evicted == 0) {
      return flush.dropped();
    }
    Map<String, Long> all = new HashMap<>(flush.dropped());
    all.merge("dead_letter_limit", (long) evicted, Long::sum);
    return all;
  }

  /** Whether no earlier flush, come through or not, held the trail or a younger one. */
  private boolean isFresh(TrailWrite write) {
    return write.row().trailId() > lastTriedTrailId && write.row().trailId() <= lastTrailId;
  }

  /** Rows with their numbers: the pack they go into now, or stay in. */
  private List<Numbered> numbered(
      List<TrailWrite> writes, SegmentPacks packs, Map<Long, Long> kept) {
    return writes.stream()
        .map(TrailWrite::row)
        .map(
            row ->
                new Numbered(
                    row,
                    nameIds.streamId(row.header().key().stream()),
                    nameIds.functionId(function(row)),
                    packs.packOf(row) != null ? packs.packOf(row) : kept.get(row.trailId())))
        .toList();
  }

  /** Requests that may have got a trail, or lost one. */
  private static Set<String> requestIds(Flush flush) {
    Set<String> ids = new HashSet<>();
    flush.writes().forEach(w -> ids.add(w.row().header().key().requestId()));
    flush.deletes().forEach(row -> ids.add(row.header().key().requestId()));
    ids.remove(null);
    return ids;
  }

  @Override
  public StreamContext streamContext(
      LogStream stream, long from, long to, Set<String> requestIds, int contextRequests) {
    return connection.run(
        "read the context of " + stream,
        c -> {
          Long streamId = nameIds.find(c, stream);
          if (streamId == null) {
            return new StreamContext(List.of(), true, Set.of());
          }
          StreamContext context =
              new StreamContextQuery(c, streamId).read(from, to, requestIds, contextRequests);
          return headers.withoutLogResults(context);
        });
  }

  @Override
  public Map<LogStream, StreamContext> smallStreams(Collection<LogStream> streams) {
    return connection.run(
        "read what is stored of " + streams.size() + " streams",
        c -> {
          Map<LogStream, StreamContext> found = SmallStreams.read(c, nameIds.find(c, streams));
          found.replaceAll((stream, context) -> headers.withoutLogResults(context));
          return found;
        });
  }

  @Override
  public void close() {
    try {
      connection.close();
    } finally {
      onClose.run();
    }
  }
}
