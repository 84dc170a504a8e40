package dev.logtrail.store.postgres.trail;

import dev.logtrail.store.TrailRow;
import dev.logtrail.store.postgres.jdbc.PgText;
import dev.logtrail.store.postgres.jdbc.PgTime;
import dev.logtrail.store.postgres.jdbc.PlannedOnce;
import dev.logtrail.store.postgres.jdbc.RequestKey;
import dev.logtrail.store.postgres.jdbc.Sql;
import dev.logtrail.store.postgres.jdbc.TrailLookup;
import dev.logtrail.trail.CloseReason;
import dev.logtrail.trail.Execution;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Outcome;
import dev.logtrail.trail.Report;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.TrailHeader;
import dev.logtrail.trail.TrailKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The columns of table {@code trail} on the way out, with the names that its numbers stand for. */
public final class TrailRows {
  /** What {@link #read} reads; a {@code from} clause with {@link #JOINS} must follow. */
  static final String COLUMNS =
      """
      t.trail_id, t.day, t.epoch, t.revision, t.n, t.request_id, t.started_at, t.ended_at,
      t.last_event_at, t.close_reason, t.outcome, t.cold_start, t.has_report, t.duration_ms,
      t.billed_duration_ms, t.memory_size_mb, t.max_memory_used_mb, t.init_duration_ms,
      t.restore_duration_ms, t.billed_restore_duration_ms, t.report_status, t.error_type,
      t.trace_id, t.tenant_id, t.execution_arn, t.sources, t.entry_count, t.error_count, t.truncated, t.start_seen, t.end_seen,
      t.report_seen, t.function_version, t.runtime_version, t.event_count, t.raw_bytes,
      t.segment_count, t.parser_version, f.account, f.region, f.function_name, s.log_group, s.log_stream
      """;

  /** The names of trails {@code t}. */
  public static final String JOINS =
      " join function f on f.function_id = t.function_id"
          + " join log_stream s on s.stream_id = t.stream_id ";

  /**
   * The same, looked up trail by trail: for a few trails of which the planner thinks that they are
   * many, and would read all functions.
   */
  static final String NAMES =
      " cross join lateral (select account, region, function_name from function"
          + " where function_id = t.function_id offset 0) f"
          + " cross join lateral (select log_group, log_stream from log_stream"
          + " where stream_id = t.stream_id offset 0) s";

  /** Selects trails. */
  public static final String SELECT = "select " + COLUMNS + " from trail t" + JOINS;

  /** Selects the {@link TrailLookup#NAMED} trails. */
  public static final String SELECT_SOME =
      "select "
          + COLUMNS
          + " from "
          + TrailLookup.NAMED
          + " cross join "
          + TrailLookup.ofNamed("*", "trail")
          + " t"
          + JOINS;

  private TrailRows() {}

  /** All rows of a query. */
  public static List<TrailRow> all(PreparedStatement statement) throws SQLException {
    try (ResultSet rs = statement.executeQuery()) {
      return all(rs);
    }
  }

  /** The same of a result. */
  public static List<TrailRow> all(ResultSet rs) throws SQLException {
    List<TrailRow> rows = new ArrayList<>();
    while (rs.next()) {
      rows.add(read(rs));
    }
    return rows;
  }

  /** All rows of some request ids. */
  public static List<TrailRow> ofRequests(Connection connection, Collection<String> requestIds)
      throws SQLException {
    try (PreparedStatement statement =
        PlannedOnce.prepare(connection, SELECT + " where t.request_id = any(?)")) {
      statement.setArray(1, Sql.array(connection, "bytea", requestIds, RequestKey::encode));
      try (ResultSet rs = PlannedOnce.query(statement)) {
        return all(rs);
      }
    }
  }

  static TrailRow read(ResultSet rs) throws SQLException {
    return new TrailRow(
        rs.getLong("trail_id"),
        rs.getObject("day", LocalDate.class),
        rs.getLong("epoch"),
        rs.getLong("revision"),
        header(rs),
        rs.getInt("event_count"),
        rs.getLong("raw_bytes"),
        rs.getInt("segment_count"),
        rs.getInt("parser_version"));
  }

  private static TrailHeader header(ResultSet rs) throws SQLException {
    LogStream stream =
        new LogStream(
            text(rs, "account"), text(rs, "region"), text(rs, "log_group"), text(rs, "log_stream"));
    Integer closeReason = nullable(rs, "close_reason", Integer.class);
    return TrailHeader.builder(
            TrailKey.ofStored(stream, RequestKey.decode(rs.getBytes("request_id")), rs.getInt("n")),
            text(rs, "function_name"))
        .functionVersion(text(rs, "function_version"))
        .runtimeVersion(text(rs, "runtime_version"))
        .startedAt(PgTime.read(rs, "started_at"))
        .endedAt(PgTime.read(rs, "ended_at"))
        .lastEventAt(PgTime.read(rs, "last_event_at"))
        .closeReason(closeReason == null ? null : CloseReason.ofCode(closeReason))
        .outcome(Outcome.ofCode(rs.getInt("outcome")))
        .coldStart(nullable(rs, "cold_start", Boolean.class))
        .report(rs.getBoolean("has_report") ? report(rs) : null)
        .traceId(text(rs, "trace_id"))
        .tenantId(text(rs, "tenant_id"))
        .execution(Execution.ofArn(text(rs, "execution_arn")))
        .sources(sources(rs.getInt("sources")))
        .entryCount(rs.getInt("entry_count"))
        .errorCount(rs.getInt("error_count"))
        .truncated(rs.getBoolean("truncated"))
        .startSeen(rs.getBoolean("start_seen"))
        .endSeen(rs.getBoolean("end_seen"))
        .reportSeen(rs.getBoolean("report_seen"))
        .build();
  }

  private static Report report(ResultSet rs) throws SQLException {
    return new Report(
        nullable(rs, "duration_ms", Double.class),
        nullable(rs, "billed_duration_ms", Long.class),
        nullable(rs, "memory_size_mb", Integer.class),
        nullable(rs, "max_memory_used_mb", Integer.class),
        nullable(rs, "init_duration_ms", Double.class),
        nullable(rs, "restore_duration_ms", Double.class),
        nullable(rs, "billed_restore_duration_ms", Long.class),
        text(rs, "report_status"),
        text(rs, "error_type"));
  }

  private static Set<Source> sources(int bits) {
    return Arrays.stream(Source.values())
        .filter(s -> (bits & s.bit()) != 0)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String text(ResultSet rs, String column) throws SQLException {
    return PgText.decode(rs.getString(column));
  }

  private static <T> T nullable(ResultSet rs, String column, Class<T> type) throws SQLException {
    return rs.getObject(column, type);
  }
}
