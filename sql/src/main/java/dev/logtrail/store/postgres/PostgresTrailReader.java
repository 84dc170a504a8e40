package dev.logtrail.store.postgres;

import dev.logtrail.pattern.RequiredTokens;
import dev.logtrail.store.SearchCandidates;
import dev.logtrail.store.StoredRequest;
import dev.logtrail.store.StoredTrail;
import dev.logtrail.store.TrailPage;
import dev.logtrail.store.TrailQuery;
import dev.logtrail.store.TrailReader;
import dev.logtrail.store.TrailRow;
import dev.logtrail.store.postgres.jdbc.PgText;
import dev.logtrail.store.postgres.jdbc.PgTime;
import dev.logtrail.store.postgres.jdbc.Sql;
import dev.logtrail.store.postgres.list.FunctionList;
import dev.logtrail.store.postgres.list.TrailList;
import dev.logtrail.store.postgres.logresult.LogResults;
import dev.logtrail.store.postgres.search.BloomReader;
import dev.logtrail.store.postgres.segment.SegmentTable;
import dev.logtrail.store.postgres.trail.WholeTrails;
import dev.logtrail.store.stats.FunctionSummary;
import dev.logtrail.trail.Invocation;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.LocalDate;
import java.util.List;
import javax.sql.DataSource;

/** Reads trails from PostgreSQL. Thread-safe. */
final class PostgresTrailReader implements TrailReader {
  private final DataSource dataSource;

  PostgresTrailReader(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public List<StoredTrail> byRequestId(String requestId) {
    return request(requestId).trails();
  }

  @Override
  public List<Invocation> invocations(String requestId) {
    return request(requestId).invocations();
  }

  @Override
  public StoredRequest request(String requestId) {
    // Two statements at once: the driver sends them together and waits one time.
    String sql =
        WholeTrails.SELECT
            + " where t.request_id = ?"
            + WholeTrails.ORDER
            + "; "
            + LogResults.BY_REQUEST_ID;
    return Sql.run(
        dataSource,
        "read a request",
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, PgText.encode(requestId));
            statement.setString(2, PgText.encode(requestId));
            statement.execute();
            List<StoredTrail> trails;
            try (ResultSet rs = statement.getResultSet()) {
              trails = WholeTrails.all(rs);
            }
            statement.getMoreResults();
            try (ResultSet rs = statement.getResultSet()) {
              return new StoredRequest(trails, LogResults.all(rs));
            }
          }
        });
  }

  @Override
  public StoredTrail byTrailId(long trailId, LocalDate day) {
    String sql = WholeTrails.SELECT + " where t.trail_id = ? and t.day = ?" + WholeTrails.ORDER;
    return Sql.run(
        dataSource,
        "read a trail",
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, trailId);
            statement.setObject(2, PgTime.day(day));
            return WholeTrails.all(statement).stream().findFirst().orElse(null);
          }
        });
  }

  @Override
  public List<StoredTrail> withEvents(List<TrailRow> rows) {
    return Sql.run(
        dataSource,
        "read the events of listed trails",
        connection -> SegmentTable.withSegments(connection, rows));
  }

  @Override
  public TrailPage list(TrailQuery query, SearchCandidates candidates) {
    return Sql.snapshot(
        dataSource,
        "list trails",
        connection -> new TrailList(connection, query, candidates).read());
  }

  @Override
  public SearchCandidates candidates(RequiredTokens required, Long from, Long to) {
    return Sql.snapshot(
        dataSource,
        "find candidates",
        connection -> BloomReader.read(connection, required, from, to));
  }

  @Override
  public List<FunctionSummary> functions(long since) {
    return Sql.run(
        dataSource, "list functions", connection -> FunctionList.read(connection, since));
  }

  @Override
  public void ping() {
    Sql.run(
        dataSource,
        "answer",
        connection -> {
          Sql.execute(connection, "select 1");
          return null;
        });
  }
}
