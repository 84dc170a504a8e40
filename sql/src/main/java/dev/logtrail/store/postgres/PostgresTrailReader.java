package dev.logtrail.store.postgres;

import dev.logtrail.pattern.RequiredTokens;
import dev.logtrail.store.ListedTrail;
import dev.logtrail.store.LogResultArrival;
import dev.logtrail.store.OutcomeCount;
import dev.logtrail.store.SearchCandidates;
import dev.logtrail.store.StoredRequest;
import dev.logtrail.store.StoredTrail;
import dev.logtrail.store.TrailPage;
import dev.logtrail.store.TrailQuery;
import dev.logtrail.store.TrailReader;
import dev.logtrail.store.TrailRow;
import dev.logtrail.store.postgres.jdbc.Sql;
import dev.logtrail.store.postgres.list.FunctionList;
import dev.logtrail.store.postgres.list.OutcomeCounts;
import dev.logtrail.store.postgres.list.TrailList;
import dev.logtrail.store.postgres.logresult.LogResults;
import dev.logtrail.store.postgres.search.BloomReader;
import dev.logtrail.store.postgres.segment.SegmentTable;
import dev.logtrail.store.postgres.trail.Attempts;
import dev.logtrail.store.postgres.trail.RequestRead;
import dev.logtrail.store.postgres.trail.WholeTrails;
import dev.logtrail.store.stats.FunctionSummary;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.Scope;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;

/** Reads trails from PostgreSQL. Thread-safe. */
final class PostgresTrailReader implements TrailReader {
  private final DataSource dataSource;
  private final Scope scope;

  PostgresTrailReader(DataSource dataSource) {
    this(dataSource, Scope.ALL);
  }

  private PostgresTrailReader(DataSource dataSource, Scope scope) {
    this.dataSource = dataSource;
    this.scope = scope;
  }

  @Override
  public TrailReader within(Scope narrower) {
    if (!scope.isAll()) {
      throw new IllegalStateException("it is limited to " + scope + " already");
    }
    return new PostgresTrailReader(dataSource, narrower);
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
  public List<LogResultArrival> logResultArrivals(Collection<String> requestIds) {
    return Sql.run(
        dataSource,
        "read when log results came",
        connection -> LogResults.arrivals(connection, requestIds, scope));
  }

  @Override
  public StoredRequest request(String requestId) {
    return Sql.transaction(
        dataSource,
        "read a request",
        connection -> new RequestRead(connection, scope).read(requestId));
  }

  @Override
  public StoredTrail byTrailId(long trailId, LocalDate day) {
    return Sql.run(
        dataSource,
        "read a trail",
        connection ->
            WholeTrails.ofDay(connection, day, List.of(trailId), scope).stream()
                .findFirst()
                .orElse(null));
  }

  @Override
  public List<StoredTrail> withEvents(List<TrailRow> rows) {
    for (TrailRow row : rows) {
      if (!scope.has(row.header())) {
        throw new IllegalArgumentException("trail " + row.trailId() + " is out of " + scope);
      }
    }
    return Sql.run(
        dataSource,
        "read the events of listed trails",
        connection -> SegmentTable.withSegments(connection, rows));
  }

  @Override
  public TrailPage list(TrailQuery query) {
    return Sql.snapshot(
        dataSource,
        "list trails",
        connection -> {
          TrailPage page = new TrailList(connection, query, SearchCandidates.all(), scope).read();
          return new TrailPage(
              Attempts.ranked(connection, page.trails(), scope), page.nextCursor());
        });
  }

  @Override
  public List<ListedTrail> ranked(List<ListedTrail> listed) {
    return Sql.run(
        dataSource, "rank attempts", connection -> Attempts.ranked(connection, listed, scope));
  }

  @Override
  public TrailPage list(TrailQuery query, SearchCandidates candidates) {
    return Sql.snapshot(
        dataSource,
        "list trails",
        connection -> new TrailList(connection, query, candidates, scope).read());
  }

  @Override
  public List<OutcomeCount> outcomes(TrailQuery query, long stepMs) {
    return Sql.run(
        dataSource,
        "count trails",
        connection -> OutcomeCounts.read(connection, query, stepMs, scope));
  }

  @Override
  public SearchCandidates candidates(RequiredTokens required, Long from, Long to) {
    SearchCandidates candidates =
        Sql.snapshot(
            dataSource,
            "find candidates",
            connection -> BloomReader.read(connection, required, from, to));
    return scope.isAll() ? candidates : candidates.uncounted();
  }

  @Override
  public List<FunctionSummary> functions(long since) {
    return Sql.run(
        dataSource, "list functions", connection -> FunctionList.read(connection, since, scope));
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
