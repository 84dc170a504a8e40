package dev.logtrail.store.postgres.stats;

import dev.logtrail.limit.Limits;
import dev.logtrail.store.postgres.jdbc.PgText;
import dev.logtrail.store.postgres.jdbc.PgTime;
import dev.logtrail.store.postgres.jdbc.ScopeConditions;
import dev.logtrail.store.postgres.jdbc.Sql;
import dev.logtrail.store.postgres.jdbc.SqlConditions;
import dev.logtrail.store.stats.Rollup;
import dev.logtrail.store.stats.RollupMetric;
import dev.logtrail.store.stats.StatsCell;
import dev.logtrail.store.stats.StatsQuery;
import dev.logtrail.store.stats.StatsReader;
import dev.logtrail.store.stats.StoredSize;
import dev.logtrail.trail.Scope;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Reads statistics from PostgreSQL. Thread-safe. */
public final class PostgresStatsReader implements StatsReader {
  private final DataSource dataSource;
  private final Scope scope;

  public PostgresStatsReader(DataSource dataSource) {
    this(dataSource, Scope.ALL);
  }

  private PostgresStatsReader(DataSource dataSource, Scope scope) {
    this.dataSource = dataSource;
    this.scope = scope;
  }

  @Override
  public StatsReader within(Scope narrower) {
    if (!scope.isAll()) {
      throw new IllegalStateException("it is limited to " + scope + " already");
    }
    return new PostgresStatsReader(dataSource, narrower);
  }

  private static final String ORDER =
      " order by f.function_name collate \"C\", f.account collate \"C\", f.region collate \"C\"";

  /** A span of one of the tables: epoch ms. */
  record Piece(String table, long from, long to) {}

  private record Name(String account, String region, String function) {}

  @Override
  public List<StatsCell> cells(StatsQuery query) {
    return Sql.snapshot(dataSource, "read statistics", c -> cells(c, query, scope));
  }

  private static List<StatsCell> cells(Connection connection, StatsQuery query, Scope scope)
      throws SQLException {
    // The primary key begins with the function: its numbers first, then no more than their rows.
    Map<Integer, Name> names = names(connection, query, scope);
    List<Piece> pieces = pieces(query);
    List<StatsCell> cells = new ArrayList<>();
    if (names.isEmpty() || pieces.isEmpty()) {
      return cells;
    }
    try (PreparedStatement statement = connection.prepareStatement(sql(query, pieces))) {
      int i = 1;
      for (Piece piece : pieces) {
        statement.setArray(i++, Sql.array(connection, "int4", names.keySet(), id -> id));
        statement.setObject(i++, PgTime.timestamp(piece.from()));
        statement.setObject(i++, PgTime.timestamp(piece.to()));
      }
      try (ResultSet rs = statement.executeQuery()) {
        while (rs.next()) {
          cells.add(cell(rs, names, query));
        }
      }
    }
    return cells;
  }

  private static StatsCell cell(ResultSet rs, Map<Integer, Name> names, StatsQuery query)
      throws SQLException {
    Name name = names.get(rs.getInt("function_id"));
    Rollup rollup = RollupColumns.read(rs);
    rollup.durations().add(rs.getBytes("sketches"));
    return new StatsCell(
        name.account(),
        name.region(),
        name.function(),
        query.byVersion() ? PgText.decode(rs.getString("version")) : null,
        query.stepMs() == null ? query.from() : rs.getLong("bucket"),
        rollup);
  }

  private static String sql(StatsQuery query, List<Piece> pieces) {
    List<String> parts = new ArrayList<>();
    for (Piece piece : pieces) {
      parts.add(
          "select * from " + piece.table() + " where function_id = any(?) and at >= ? and at < ?");
    }
    List<String> metrics = new ArrayList<>();
    for (RollupMetric m : RollupMetric.values()) {
      metrics.add(RollupColumns.ofRollups(m) + " as " + RollupColumns.name(m));
    }
    String bucket =
        query.stepMs() == null
            ? "0::int8"
            : "(floor(extract(epoch from r.at) * 1000 / %1$d)::int8 * %1$d)"
                .formatted(query.stepMs());
    return "select r.function_id, %s as version, %s as bucket, %s, string_agg(r.sketch, ''::bytea) as sketches from (%s) r group by 1, 2, 3 order by 3, 1, 2"
        .formatted(
            query.byVersion() ? "r.function_version" : "''::text",
            bucket,
            String.join(", ", metrics),
            String.join(" union all ", parts));
  }

  /** Hours where a bucket holds whole ones, and minutes at the edges. */
  static List<Piece> pieces(StatsQuery query) {
    long hour = RollupTable.HOUR_MS;
    long firstHour = Math.floorDiv(query.from() + hour - 1, hour) * hour;
    long endHour = Math.floorDiv(query.to(), hour) * hour;
    if ((query.stepMs() != null && query.stepMs() % hour != 0) || firstHour >= endHour) {
      return List.of(new Piece(RollupTable.MINUTES, query.from(), query.to()));
    }
    List<Piece> pieces = new ArrayList<>();
    pieces.add(new Piece(RollupTable.HOURS, firstHour, endHour));
    if (query.from() < firstHour) {
      pieces.add(new Piece(RollupTable.MINUTES, query.from(), firstHour));
    }
    if (endHour < query.to()) {
      pieces.add(new Piece(RollupTable.MINUTES, endHour, query.to()));
    }
    return pieces;
  }

  private static Map<Integer, Name> names(Connection connection, StatsQuery query, Scope scope)
      throws SQLException {
    SqlConditions where =
        ScopeConditions.ofWholeFunctions(
            new SqlConditions()
                .andIf(PgText.encode(query.functionName()), "f.function_name = ?")
                .andIf(PgText.encode(query.account()), "f.account = ?")
                .andIf(PgText.encode(query.region()), "f.region = ?"),
            scope);
    String sql =
        "select f.function_id, f.account, f.region, f.function_name from function f"
            + where
            + ORDER;
    Map<Integer, Name> names = new LinkedHashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      where.bind(statement);
      try (ResultSet rs = statement.executeQuery()) {
        while (rs.next()) {
          names.put(
              rs.getInt(1),
              new Name(
                  PgText.decode(rs.getString(2)),
                  PgText.decode(rs.getString(3)),
                  PgText.decode(rs.getString(4))));
        }
      }
    }
    return names;
  }

  @Override
  public List<StoredSize> sizes() {
    SqlConditions where = ScopeConditions.ofWholeFunctions(new SqlConditions(), scope);
    String sql =
        """
        select f.account, f.region, f.function_name, sum(r.requests)::int8 as requests,
               sum(r.events)::int8 as events, sum(r.raw_bytes)::int8 as raw_bytes,
               min(r.at) as oldest_at
          from invocation_rollup_hour r join function f on f.function_id = r.function_id
         %s
         group by f.account, f.region, f.function_name
        """
                .formatted(where)
            + ORDER;
    return Sql.run(
        dataSource,
        "read what is stored of each function",
        connection -> {
          List<StoredSize> sizes = new ArrayList<>();
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            where.bind(statement);
            try (ResultSet rs = statement.executeQuery()) {
              while (rs.next()) {
                sizes.add(size(rs));
              }
            }
          }
          return sizes;
        });
  }

  private static StoredSize size(ResultSet rs) throws SQLException {
    return new StoredSize(
        PgText.decode(rs.getString("account")),
        PgText.decode(rs.getString("region")),
        PgText.decode(rs.getString("function_name")),
        rs.getLong("requests"),
        rs.getLong("events"),
        rs.getLong("raw_bytes"),
        PgTime.read(rs, "oldest_at"));
  }

  @Override
  public int pendingMinutes() {
    return Sql.run(
        dataSource,
        "count marked minutes",
        c -> RollupMarks.count(c, Limits.PENDING_MINUTES, scope));
  }
}
