package dev.logtrail.store.postgres.header;

import dev.logtrail.limit.EventLimits;
import dev.logtrail.reading.ParserVersion;
import dev.logtrail.store.TrailRow;
import dev.logtrail.store.change.ChangedTrail;
import dev.logtrail.store.postgres.change.ChangeTable;
import dev.logtrail.store.postgres.jdbc.Locks;
import dev.logtrail.store.postgres.jdbc.Sql;
import dev.logtrail.store.postgres.jdbc.WriterEpoch;
import dev.logtrail.store.postgres.logresult.LogResults;
import dev.logtrail.store.postgres.logresult.StoredLogResult;
import dev.logtrail.store.postgres.trail.Partitions;
import dev.logtrail.store.postgres.trail.TrailRows;
import dev.logtrail.store.postgres.trail.TrailTable;
import dev.logtrail.store.upkeep.DerivedHeaders;
import dev.logtrail.store.upkeep.HeaderTask;
import dev.logtrail.structured.convention.Conventions;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.TrailEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps stored headers right, in the background: derives those that a flush has left to later, and
 * those of rows that an older parser wrote, or that were read by other conventions. To be run every
 * few seconds; processes that run it at once take turns. A batch is one transaction, bounded in
 * bytes and rows; one that is cut off is done again.
 */
public final class HeaderUpkeep implements HeaderTask {
  private static final Logger LOG = LoggerFactory.getLogger(HeaderUpkeep.class);

  /** PostgreSQL's check_violation, which it reports too when no partition holds a row. */
  private static final String NO_PARTITION = "23514";

  /** Requests with a log result that one transaction settles. */
  private static final int REQUESTS = 200;

  private final DataSource dataSource;
  private final Clock clock;
  private final HeaderDerivation derivation;

  /** Draws an epoch when it inserts its first row. */
  private final DrawnNumbers numbers = new DrawnNumbers();

  private volatile DerivedHeaders progress;
  private final String conventions;

  /** Once in a process: two that differ in them must not undo each other's work for ever. */
  private boolean conventionsCompared;

  public HeaderUpkeep(DataSource dataSource, Clock clock, Conventions conventions) {
    this.dataSource = dataSource;
    this.clock = clock;
    this.derivation = new HeaderDerivation(conventions);
    this.conventions = conventions.fingerprint();
  }

  @Override
  public DerivedHeaders progress() {
    return progress;
  }

  @Override
  public synchronized int run() {
    int done = settleSome();
    int looked;
    do {
      looked = Sql.transaction(dataSource, "derive headers anew", this::deriveBatch);
      done += looked;
    } while (looked > 0 && !Thread.currentThread().isInterrupted());
    conventionsCompared = true;
    HeaderProgress p =
        Sql.run(dataSource, "read how far headers are derived", HeaderProgress::read);
    progress = new DerivedHeaders(p.parserVersion(), p.lookedAt(), p.changed(), p.isDone());
    return done;
  }

  /** Settles every request that was left when this began. */
  private int settleSome() {
    int done = 0;
    int settled;
    do {
      settled = Sql.run(dataSource, "derive headers with log results", this::settleBatch);
      done += settled;
    } while (settled == REQUESTS && !Thread.currentThread().isInterrupted());
    return done;
  }

  /** Returns how many requests need no more to be looked at. */
  private int settleBatch(Connection connection) throws SQLException {
    List<String> ids = LogResults.unsettled(connection, REQUESTS);
    if (ids.isEmpty()) {
      return 0;
    }
    // Outside the lock: reading a large trail must not hold up flushes.
    LogResultSettler settler = new LogResultSettler(derivation, numbers, prepare(connection, ids));
    try {
      Sql.transaction(connection, c -> settle(c, settler, ids));
    } catch (SQLException e) {
      if (!NO_PARTITION.equals(e.getSQLState())) {
        throw e;
      }
      new Partitions(clock).ensure(connection, settler.days());
      Sql.transaction(connection, c -> settle(c, settler, ids));
    }
    return ids.size() - LogResults.unsettled(connection, ids).size();
  }

  private Void settle(Connection connection, LogResultSettler settler, List<String> ids)
      throws SQLException {
    numbers.on(connection);
    Locks.take(connection, Locks.FLUSH);
    List<ChangedTrail> changed = settler.settle(connection, ids, Set.of());
    if (!changed.isEmpty()) {
      long flushNo = ChangeTable.next(connection).flushNo();
      ChangeTable.announce(connection, flushNo, changed, clock);
    }
    return null;
  }

  /** Derives the headers that are too large to be derived under the lock. */
  private Map<Long, LogResultSettler.Prepared> prepare(Connection connection, List<String> ids)
      throws SQLException {
    List<StoredLogResult> results = LogResults.stored(connection, ids);
    Map<TrailRow, Settlement> concerned = new HashMap<>();
    for (Settlement s :
        LogResultSettler.settlements(TrailRows.ofRequests(connection, ids), results)) {
      s.concerned().forEach(row -> concerned.put(row, s));
    }
    Map<Long, LogResultSettler.Prepared> prepared = new HashMap<>();
    List<TrailRow> rows =
        HeaderDerivation.fitting(
            new ArrayList<>(concerned.keySet()), 4 * EventLimits.DERIVED_BATCH_BYTES);
    for (TrailRow row : rows) {
      // One at a time in memory.
      List<TrailEvent> events =
          HeaderDerivation.events(connection, List.of(row)).get(row.trailId());
      Invocation invocation = concerned.get(row).invocationOf(row);
      if (events != null) {
        prepared.put(
            row.trailId(),
            new LogResultSettler.Prepared(
                row, invocation, derivation.header(row.header(), events, invocation)));
      }
    }
    return prepared;
  }

  /** Derives some rows of an older parser; returns how many were looked at. */
  private int deriveBatch(Connection connection) throws SQLException {
    HeaderProgress progress = HeaderProgress.lock(connection);
    if (progress.parserVersion() > ParserVersion.CURRENT) {
      return 0; // A newer program works on the same database.
    }
    if (!conventionsCompared && !Objects.equals(progress.conventions(), conventions)) {
      progress = progress.beginEvery(connection, conventions);
    } else if (progress.parserVersion() < ParserVersion.CURRENT) {
      progress = progress.begin(connection);
    }
    List<TrailRow> rows = List.of();
    while (!progress.isDone() && rows.isEmpty()) {
      rows = HeaderDerivation.fitting(older(connection, progress), EventLimits.DERIVED_BATCH_BYTES);
      progress = rows.isEmpty() ? progress.nextPart(connection) : progress;
    }
    if (rows.isEmpty()) {
      tellEnd(progress.save(connection));
      return 0;
    }
    if (progress.lookedAt() == 0) {
      LOG.info(
          "The headers of trails that {} are derived anew, by version {}",
          progress.everyRow() ? "were read by other conventions" : "an older parser wrote",
          ParserVersion.CURRENT);
    }
    progress.past(rows, derive(connection, rows)).save(connection);
    return rows.size();
  }

  private static void tellEnd(HeaderProgress.Saved saved) {
    if (saved.isJustDone() && saved.progress().lookedAt() > 0) {
      LOG.info(
          "The headers of {} trails have been derived anew by parser version {}: {} came out"
              + " otherwise",
          saved.progress().lookedAt(),
          ParserVersion.CURRENT,
          saved.progress().changed());
    }
  }

  private static List<TrailRow> older(Connection connection, HeaderProgress progress)
      throws SQLException {
    String sql =
        TrailRows.SELECT
            + " where t.day between ? and ? and t.trail_id > ? and t.parser_version < ?"
            + " order by t.trail_id limit ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, progress.from());
      statement.setObject(2, progress.to());
      statement.setLong(3, progress.trailId());
      statement.setInt(4, progress.rightFrom());
      statement.setInt(5, EventLimits.DERIVED_BATCH_TRAILS);
      return TrailRows.all(statement);
    }
  }

  private int derive(Connection connection, List<TrailRow> rows) throws SQLException {
    List<TrailRow> plain = rows.stream().filter(row -> !row.hasLogResult()).toList();
    // Which of them holds the log result is settled with all rows of the request.
    LogResults.markUnsettled(
        connection,
        rows.stream()
            .filter(TrailRow::hasLogResult)
            .map(row -> row.header().key().requestId())
            .toList(),
        true);
    return TrailTable.amend(connection, derivation.changed(connection, plain)).size();
  }

  /** Numbers of an epoch that is drawn when it is needed. */
  private static final class DrawnNumbers implements TrailNumbers {
    private Connection connection;
    private long epoch;
    private long last;

    void on(Connection current) {
      connection = current;
    }

    @Override
    public long epoch() throws SQLException {
      if (epoch == 0) {
        epoch = WriterEpoch.draw(connection);
        last = epoch << 32;
      }
      return epoch;
    }

    @Override
    public long nextTrailId() throws SQLException {
      epoch();
      return ++last;
    }
  }
}
