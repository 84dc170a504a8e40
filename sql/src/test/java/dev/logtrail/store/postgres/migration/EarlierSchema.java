package dev.logtrail.store.postgres.migration;

import dev.logtrail.store.postgres.EmbeddedDatabase;
import dev.logtrail.store.postgres.jdbc.PgTime;
import dev.logtrail.store.postgres.jdbc.Sql;
import dev.logtrail.store.postgres.segment.SegmentBytes;
import dev.logtrail.store.postgres.stats.RollupMarks;
import dev.logtrail.store.postgres.stats.RollupSlot;
import dev.logtrail.store.postgres.trail.Partitions;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.TrailEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.flywaydb.core.Flyway;

/** A database in the schema of version 6, filled by statements of its own time. */
final class EarlierSchema {
  private final EmbeddedDatabase db;
  private final Clock clock;
  private long lastTrailId = 7L << 32;

  /** Empties a database and brings it to version 6. */
  EarlierSchema(EmbeddedDatabase db, Clock clock) {
    this.db = db;
    this.clock = clock;
    db.execute("drop schema public cascade");
    db.execute("create schema public");
    Flyway.configure()
        .dataSource(db.url(), null, null)
        .locations("classpath:db/migration")
        .javaMigrations(new OneRowPerTrailKey())
        .target("6")
        .load()
        .migrate();
    db.execute(
        "insert into function (account, region, function_name)"
            + " values ('123456789012', 'eu-west-1', 'orders')");
    db.execute(
        "insert into log_stream (function_id, log_group, log_stream, used_on)"
            + " values (1, '/aws/lambda/orders', '2026/11/20/[$LATEST]aaaa', current_date)");
  }

  /**
   * Stores a request's trail with an outcome by its code, without reason to close; returns its id.
   */
  long trail(String requestId, List<TrailEvent> events, int outcome, int errors) {
    long start = events.get(0).event().timestamp();
    long end = events.get(events.size() - 1).event().timestamp();
    long id = ++lastTrailId;
    run(
        c -> {
          new Partitions(clock).ensure(c, List.of(PgTime.dayOf(start)));
          String sql =
              """
              insert into trail (trail_id, stream_id, revision, raw_bytes, started_at,
                last_event_at, day, function_id, n, epoch, entry_count, error_count, event_count,
                segment_count, outcome, sources, truncated, start_seen, end_seen, report_seen,
                has_report, request_id, function_version)
              values (?, 1, 1, ?, ?, ?, ?, 1, 1, 7, 1, ?, ?, 1, ?, 1, false, true, false, false,
                false, ?, '$LATEST')
              """;
          try (PreparedStatement s = c.prepareStatement(sql)) {
            s.setLong(1, id);
            s.setLong(2, rawBytes(events));
            s.setObject(3, PgTime.timestamp(start));
            s.setObject(4, PgTime.timestamp(end));
            s.setObject(5, PgTime.dayOf(start));
            s.setInt(6, errors);
            s.setInt(7, events.size());
            s.setInt(8, outcome);
            s.setString(9, requestId);
            s.executeUpdate();
          }
          insert(c, id, start, events);
          RollupMarks.set(c, List.of(RollupSlot.minute(1, start)));
          return null;
        });
    return id;
  }

  private static int rawBytes(List<TrailEvent> events) {
    return events.stream().mapToInt(e -> e.event().message().length()).sum();
  }

  private static void insert(Connection c, long id, long start, List<TrailEvent> events)
      throws SQLException {
    String sql = "insert into trail_segment values (?, ?, 0, ?, ?, ?)";
    try (PreparedStatement s = c.prepareStatement(sql)) {
      s.setLong(1, id);
      s.setObject(2, PgTime.dayOf(start));
      s.setInt(3, events.size());
      s.setInt(4, rawBytes(events));
      s.setBytes(5, SegmentBytes.of(events));
      s.executeUpdate();
    }
  }

  /** Stores a log result. */
  void logResult(Invocation i, boolean hasTrail) {
    run(
        c -> {
          String sql =
              """
              insert into log_result (function_id, status_code, invoked_at, listed_at, log_cut,
                has_trail, request_id, function_version, function_error, log, payload)
              values (1, ?, ?, ?, false, ?, ?, ?, ?, ?, ?)
              """;
          try (PreparedStatement s = c.prepareStatement(sql)) {
            s.setInt(1, i.statusCode());
            s.setObject(2, PgTime.timestamp(i.invokedAt()));
            s.setObject(3, PgTime.timestamp(i.invokedAt()));
            s.setBoolean(4, hasTrail);
            s.setString(5, i.requestId());
            s.setString(6, i.functionVersion());
            s.setString(7, i.functionError());
            s.setString(8, i.log());
            s.setString(9, i.payload());
            s.executeUpdate();
          }
          return null;
        });
  }

  private void run(Sql.Work<Void> work) {
    Sql.run(db.database().dataSource(), "fill the earlier schema", work);
  }
}
