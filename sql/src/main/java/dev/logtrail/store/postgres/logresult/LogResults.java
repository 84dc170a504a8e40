package dev.logtrail.store.postgres.logresult;

import dev.logtrail.store.LogResultArrival;
import dev.logtrail.store.postgres.jdbc.Locks;
import dev.logtrail.store.postgres.jdbc.NameIds;
import dev.logtrail.store.postgres.jdbc.NameIds.FunctionName;
import dev.logtrail.store.postgres.jdbc.PgText;
import dev.logtrail.store.postgres.jdbc.PgTime;
import dev.logtrail.store.postgres.jdbc.ScopeConditions;
import dev.logtrail.store.postgres.jdbc.Sql;
import dev.logtrail.store.postgres.jdbc.SqlConditions;
import dev.logtrail.store.postgres.search.LogTokens;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.Scope;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Writes and reads table {@code log_result}. */
public final class LogResults {
  /** What {@link #read} reads of log results {@code r} and functions {@code f}. */
  public static final String COLUMNS =
      """
      f.account, f.region, f.function_name, r.function_version, r.request_id, r.log, r.log_cut,
      r.status_code, r.function_error, r.payload, r.invoked_at
      """;

  /** Selects log results {@code r}; conditions and {@link #ORDER} follow. */
  public static final String SELECT =
      "select " + COLUMNS + " from log_result r join function f using (function_id)";

  public static final String ORDER = " order by f.account, f.region, f.function_name";

  private static final String UPSERT =
      """
      insert into log_result as r (function_id, status_code, invoked_at, listed_at, log_cut,
        came_at, request_id, function_version, function_error, log, payload, tokens)
      select v.function_id, v.status_code, v.invoked_at, coalesce(v.invoked_at, ?), v.log_cut, ?,
             v.request_id, v.function_version, v.function_error, v.log, v.payload,
             v.tokens::int4[]
        from (select u.function_id, u.status_code, u.log_cut, u.request_id, u.function_version,
                     u.function_error, u.log, u.payload, u.tokens,
                     timestamptz 'epoch' + u.invoked_ms * interval '1 millisecond' as invoked_at
                from unnest(?::int4[], ?::int4[], ?::int8[], ?::bool[], ?::text[], ?::text[],
                            ?::text[], ?::text[], ?::text[], ?::text[])
                  as u(function_id, status_code, invoked_ms, log_cut, request_id,
                       function_version, function_error, log, payload, tokens)) v
      on conflict (request_id, function_id) do update
         set status_code = excluded.status_code, invoked_at = excluded.invoked_at,
             listed_at = coalesce(excluded.invoked_at, r.listed_at),
             log_cut = excluded.log_cut, function_version = excluded.function_version,
             function_error = excluded.function_error, log = excluded.log,
             payload = excluded.payload, tokens = excluded.tokens
       where (r.status_code, r.invoked_at, r.log_cut, r.function_version, r.function_error,
              r.log, r.payload)
          is distinct from
             (excluded.status_code, excluded.invoked_at, excluded.log_cut,
              excluded.function_version, excluded.function_error, excluded.log,
              excluded.payload)
      returning r.request_id
      """;

  private LogResults() {}

  /** The function of an invocation. */
  public static FunctionName function(Invocation i) {
    return new FunctionName(i.account(), i.region(), i.functionName());
  }

  /**
   * Stores log results; a later one of the same function and request id replaces the earlier. Under
   * {@link Locks#FLUSH}.
   *
   * @return the request ids of those that brought something new
   */
  public static Set<String> upsert(
      Connection connection, Collection<Invocation> all, NameIds nameIds, Clock clock)
      throws SQLException {
    if (all.isEmpty()) {
      return Set.of();
    }
    Map<List<Object>, Invocation> last = new LinkedHashMap<>();
    all.forEach(i -> last.put(List.of(function(i), i.requestId()), i));
    List<Invocation> list = List.copyOf(last.values());
    try (PreparedStatement statement = connection.prepareStatement(UPSERT)) {
      OffsetDateTime now = PgTime.timestamp(clock.millis());
      statement.setObject(1, now);
      statement.setObject(2, now);
      statement.setArray(
          3, Sql.array(connection, "int4", list, i -> nameIds.functionId(function(i))));
      statement.setArray(4, Sql.array(connection, "int4", list, Invocation::statusCode));
      statement.setArray(5, Sql.array(connection, "int8", list, i -> PgTime.ms(i.invokedAt())));
      statement.setArray(6, Sql.array(connection, "bool", list, Invocation::logCut));
      statement.setArray(7, texts(connection, list, Invocation::requestId));
      statement.setArray(8, texts(connection, list, Invocation::functionVersion));
      statement.setArray(9, texts(connection, list, Invocation::functionError));
      statement.setArray(10, texts(connection, list, Invocation::log));
      statement.setArray(11, texts(connection, list, Invocation::payload));
      statement.setArray(12, Sql.array(connection, "text", list, i -> LogTokens.of(i.log())));
      return requestIds(statement);
    }
  }

  private static Set<String> requestIds(PreparedStatement statement) throws SQLException {
    Set<String> ids = new HashSet<>();
    try (ResultSet rs = statement.executeQuery()) {
      while (rs.next()) {
        ids.add(PgText.decode(rs.getString(1)));
      }
    }
    return ids;
  }

  private static Array texts(
      Connection connection, List<Invocation> list, Function<Invocation, String> text)
      throws SQLException {
    return Sql.array(connection, "text", list, i -> PgText.encode(text.apply(i)));
  }

  /** Those of some request ids that have a log result. */
  public static Set<String> known(Connection connection, Collection<String> requestIds)
      throws SQLException {
    if (requestIds.isEmpty()) {
      return Set.of();
    }
    // Row by row, by index: planned together, it might read every log result there is.
    String sql =
        """
        select r.request_id from unnest(?::text[]) as v(request_id)
         cross join lateral (select * from log_result x
                              where x.request_id = v.request_id offset 0) r
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, Sql.array(connection, "text", requestIds, PgText::encode));
      return requestIds(statement);
    }
  }

  /** Every log result of some request ids, as it is stored. */
  public static List<StoredLogResult> stored(Connection connection, Collection<String> requestIds)
      throws SQLException {
    String sql =
        "select r.function_id, r.listed_at, r.unsettled, "
            + COLUMNS
            + " from log_result r join function f using (function_id)"
            + " where r.request_id = any(?)";
    List<StoredLogResult> found = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, Sql.array(connection, "text", requestIds, PgText::encode));
      try (ResultSet rs = statement.executeQuery()) {
        while (rs.next()) {
          found.add(
              new StoredLogResult(
                  rs.getInt("function_id"),
                  read(rs),
                  PgTime.read(rs, "listed_at"),
                  rs.getBoolean("unsettled")));
        }
      }
    }
    return found;
  }

  /** Notes for log results of some request ids whether their trails are still to be derived. */
  public static void markUnsettled(
      Connection connection, Collection<String> requestIds, boolean unsettled) throws SQLException {
    if (requestIds.isEmpty()) {
      return;
    }
    String sql =
        "update log_result set unsettled = ? where request_id = any(?) and unsettled = not ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setBoolean(1, unsettled);
      statement.setArray(2, Sql.array(connection, "text", requestIds, PgText::encode));
      statement.setBoolean(3, unsettled);
      statement.executeUpdate();
    }
  }

  /** Request ids of log results whose trails are still to be derived, the newest first. */
  public static List<String> unsettled(Connection connection, int most) throws SQLException {
    String sql =
        "select request_id from log_result where unsettled order by listed_at desc limit ?";
    List<String> ids = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, most);
      try (ResultSet rs = statement.executeQuery()) {
        while (rs.next()) {
          ids.add(PgText.decode(rs.getString(1)));
        }
      }
    }
    return ids;
  }

  /** Those of some request ids whose trails are still to be derived. */
  public static Set<String> unsettled(Connection connection, Collection<String> requestIds)
      throws SQLException {
    String sql = "select request_id from log_result where request_id = any(?) and unsettled";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, Sql.array(connection, "text", requestIds, PgText::encode));
      return requestIds(statement);
    }
  }

  /** Every log result of some request ids that lies in a scope. */
  public static List<Invocation> byRequestIds(
      Connection connection, Collection<String> requestIds, Scope scope) throws SQLException {
    SqlConditions where = ofRequests(connection, requestIds, scope);
    try (PreparedStatement statement = connection.prepareStatement(SELECT + where + ORDER)) {
      where.bind(statement);
      try (ResultSet rs = statement.executeQuery()) {
        return all(rs);
      }
    }
  }

  private static SqlConditions ofRequests(
      Connection connection, Collection<String> requestIds, Scope scope) throws SQLException {
    return ScopeConditions.ofLogResults(
        new SqlConditions()
            .and(
                "r.request_id = any(?)", Sql.array(connection, "text", requestIds, PgText::encode)),
        scope);
  }

  /**
   * When the log results of some request ids came, those that lie in a scope and of which it is
   * known.
   */
  public static List<LogResultArrival> arrivals(
      Connection connection, Collection<String> requestIds, Scope scope) throws SQLException {
    SqlConditions where = ofRequests(connection, requestIds, scope).and("r.came_at is not null");
    String sql =
        "select f.account, f.region, f.function_name, r.request_id, r.came_at"
            + " from log_result r join function f using (function_id)"
            + where
            + ORDER;
    List<LogResultArrival> found = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      where.bind(statement);
      try (ResultSet rs = statement.executeQuery()) {
        while (rs.next()) {
          found.add(
              new LogResultArrival(
                  text(rs, "account"),
                  text(rs, "region"),
                  text(rs, "function_name"),
                  text(rs, "request_id"),
                  PgTime.read(rs, "came_at")));
        }
      }
    }
    return found;
  }

  /** All log results of a result. */
  public static List<Invocation> all(ResultSet rs) throws SQLException {
    List<Invocation> found = new ArrayList<>();
    while (rs.next()) {
      found.add(read(rs));
    }
    return found;
  }

  public static Invocation read(ResultSet rs) throws SQLException {
    return new Invocation(
        text(rs, "account"),
        text(rs, "region"),
        text(rs, "function_name"),
        text(rs, "function_version"),
        text(rs, "request_id"),
        text(rs, "log"),
        rs.getBoolean("log_cut"),
        rs.getObject("status_code", Integer.class),
        text(rs, "function_error"),
        text(rs, "payload"),
        PgTime.read(rs, "invoked_at"));
  }

  private static String text(ResultSet rs, String column) throws SQLException {
    return PgText.decode(rs.getString(column));
  }
}
