package dev.logtrail.store.postgres.stats;

import dev.logtrail.limit.ServerLimits;
import dev.logtrail.store.postgres.jdbc.PgText;
import dev.logtrail.store.postgres.jdbc.PgTime;
import dev.logtrail.store.postgres.jdbc.ScopeConditions;
import dev.logtrail.store.postgres.jdbc.Sql;
import dev.logtrail.store.postgres.jdbc.SqlConditions;
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

  /**
   * Tens of thousands of rows are summed up in memory, by one process: what several have summed up
   * costs more to hand over, two dozen sums of each function, than to sum up.
   */
  private static final String IN_MEMORY =
      "set local work_mem = '64MB'; set local max_parallel_workers_per_gather = 0";

  private static final Unit DAYS = new Unit(RollupTable.DAYS, RollupTable.DAY_MS);
  private static final Unit HOURS = new Unit(RollupTable.HOURS, RollupTable.HOUR_MS);

  /** A table whose rows stand for {@code ms} each. */
  private record Unit(String table, long ms) {}

  /** A span, epoch ms, of one of the tables, whose rows stand for {@code rowMs} each. */
  record Piece(String table, long rowMs, long from, long to) {}

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
    Sql.execute(connection, IN_MEMORY);
    StatsCells found = new StatsCells(query, isOfAll(query, scope) ? null : names.keySet());
    found.addRollups(connection, pieces);
    for (Piece piece : pieces) {
      if (piece.table().equals(RollupTable.MINUTES)) {
        found.addTrails(connection, piece);
      }
    }
    found.each(
        (slot, rollup) -> {
          Name name = names.get(slot.functionId());
          cells.add(
              new StatsCell(
                  name.account(),
                  name.region(),
                  name.function(),
                  query.byVersion() ? PgText.decode(slot.version()) : null,
                  query.stepMs() == null ? query.from() : slot.bucket(),
                  rollup));
        });
    return cells;
  }

  private static boolean isOfAll(StatsQuery query, Scope scope) {
    return scope.isAll()
        && query.functionName() == null
        && query.account() == null
        && query.region() == null;
  }

  /** Days and hours where a bucket holds whole ones, and minutes at the edges. */
  static List<Piece> pieces(StatsQuery query) {
    List<Piece> pieces = new ArrayList<>();
    add(pieces, query.stepMs(), List.of(DAYS, HOURS), query.from(), query.to());
    return pieces;
  }

  private static void add(List<Piece> pieces, Long stepMs, List<Unit> units, long from, long to) {
    if (from >= to) {
      return;
    }
    if (units.isEmpty()) {
      pieces.add(new Piece(RollupTable.MINUTES, StatsQuery.MINUTE_MS, from, to));
      return;
    }
    Unit unit = units.get(0);
    List<Unit> smaller = units.subList(1, units.size());
    long first = -Math.floorDiv(-from, unit.ms()) * unit.ms();
    long end = Math.floorDiv(to, unit.ms()) * unit.ms();
    if (stepMs != null && stepMs % unit.ms() != 0 || first >= end) {
      add(pieces, stepMs, smaller, from, to);
      return;
    }
    pieces.add(new Piece(unit.table(), unit.ms(), first, end));
    add(pieces, stepMs, smaller, from, first);
    add(pieces, stepMs, smaller, end, to);
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
        c -> RollupMarks.count(c, ServerLimits.PENDING_MINUTES, scope));
  }
}
