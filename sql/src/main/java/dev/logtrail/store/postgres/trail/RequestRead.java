package dev.logtrail.store.postgres.trail;

import dev.logtrail.store.StoredRequest;
import dev.logtrail.store.StoredTrail;
import dev.logtrail.store.postgres.jdbc.PgText;
import dev.logtrail.store.postgres.jdbc.PlannedOnce;
import dev.logtrail.store.postgres.jdbc.RequestKey;
import dev.logtrail.store.postgres.jdbc.ScopeConditions;
import dev.logtrail.store.postgres.jdbc.SqlConditions;
import dev.logtrail.store.postgres.logresult.LogResults;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.Scope;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads all of a request id: first on which days it has trails, which is asked of every partition
 * and so for as little as can be, then those trails, each day by itself. Both see the same moment:
 * a transaction has to begin with it.
 */
public final class RequestRead {
  private static final String PLACES = "select trail_id, day from trail t where t.request_id = ?";

  private static final Comparator<StoredTrail> BY_START =
      Comparator.comparing(
              (StoredTrail t) -> t.row().header().startedAt(),
              Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(t -> t.row().trailId());

  private final Connection connection;
  private final Scope scope;
  private final Map<LocalDate, List<Long>> places = new TreeMap<>();
  private List<Invocation> invocations = List.of();

  /**
   * Reads on a connection in whose transaction nothing has been done yet.
   *
   * @param scope what may be seen
   */
  public RequestRead(Connection connection, Scope scope) {
    this.connection = connection;
    this.scope = scope;
  }

  /** Every attempt, by start, and every log result; each empty if there is none. */
  public StoredRequest read(String requestId) throws SQLException {
    find(requestId);
    List<StoredTrail> trails = new ArrayList<>();
    for (Map.Entry<LocalDate, List<Long>> of : places.entrySet()) {
      trails.addAll(WholeTrails.ofDay(connection, of.getKey(), of.getValue(), scope));
    }
    trails.sort(BY_START);
    return new StoredRequest(trails, invocations);
  }

  /** Two statements at once: the driver sends them together and waits one time. */
  private void find(String requestId) throws SQLException {
    SqlConditions resultsWhere =
        ScopeConditions.ofLogResults(
            new SqlConditions().and("r.request_id = ?", PgText.encode(requestId)), scope);
    String sql = PLACES + "; " + LogResults.SELECT + resultsWhere + LogResults.ORDER;
    try (PreparedStatement statement = PlannedOnce.prepareSnapshot(connection, sql)) {
      statement.setBytes(1, RequestKey.encode(requestId));
      resultsWhere.bind(statement, 2);
      try (ResultSet rs = PlannedOnce.query(statement)) {
        while (rs.next()) {
          LocalDate day = rs.getObject(2, LocalDate.class);
          places.computeIfAbsent(day, d -> new ArrayList<>()).add(rs.getLong(1));
        }
      }
      try (ResultSet rs = PlannedOnce.next(statement)) {
        invocations = LogResults.all(rs);
      }
    }
  }
}
