package dev.logtrail.store.postgres.stats;

import dev.logtrail.store.postgres.jdbc.PgTime;
import dev.logtrail.store.postgres.jdbc.Sql;
import dev.logtrail.store.stats.Rollup;
import dev.logtrail.store.stats.StatsQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.postgresql.PGStatement;

/** The cells of one query while they are read: rollups first, then requests one by one. */
final class StatsCells {
  /**
   * What a cell stands for.
   *
   * @param bucket epoch ms; 0 if the query has no steps
   * @param version empty if not told apart, or not known
   */
  record Slot(long bucket, int functionId, String version) implements Comparable<Slot> {
    private static final Comparator<Slot> ORDER =
        Comparator.comparingLong(Slot::bucket)
            .thenComparingInt(Slot::functionId)
            .thenComparing(Slot::version);

    @Override
    public int compareTo(Slot other) {
      return ORDER.compare(this, other);
    }
  }

  private final StatsQuery query;
  private final Collection<Integer> functions;
  private final Map<Slot, Rollup> cells = new TreeMap<>();

  /**
   * No cells yet.
   *
   * @param functions the numbers of those asked for; null for all there are, since planning for
   *     thousands of numbers may take longer than reading their rows
   */
  StatsCells(StatsQuery query, Collection<Integer> functions) {
    this.query = query;
    this.functions = functions;
  }

  /** Says which functions, as the first of some conditions. */
  private String ofFunctions() {
    return functions == null ? "" : "function_id = any(?) and ";
  }

  /** Binds {@link #ofFunctions}; returns the parameter after it. */
  private int bindFunctions(PreparedStatement statement, int at) throws SQLException {
    if (functions == null) {
      return at;
    }
    statement.setArray(at, Sql.array(statement.getConnection(), "int4", functions, id -> id));
    return at + 1;
  }

  /** Adds the rows of some spans. */
  void addRollups(Connection connection, List<PostgresStatsReader.Piece> pieces)
      throws SQLException {
    List<PostgresStatsReader.Piece> summed = new ArrayList<>();
    for (PostgresStatsReader.Piece piece : pieces) {
      if (Long.valueOf(piece.rowMs()).equals(query.stepMs())) {
        addRows(connection, piece);
      } else {
        summed.add(piece);
      }
    }
    if (!summed.isEmpty()) {
      addSums(connection, summed);
    }
  }

  /**
   * Adds rows that stand for one step each as they are: having the server sum up each alone takes
   * longer than all else.
   */
  private void addRows(Connection connection, PostgresStatsReader.Piece piece) throws SQLException {
    String sql =
        "select function_id, at, %s as version, %s, sketch from %s where %sat >= ? and at < ?"
            .formatted(
                query.byVersion() ? "function_version" : "''::text",
                RollupColumns.names("%s"),
                piece.table(),
                ofFunctions());
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      // A million numbers, and sketches: in binary at the first call, too.
      statement.unwrap(PGStatement.class).setPrepareThreshold(-1);
      int i = bindFunctions(statement, 1);
      statement.setObject(i++, PgTime.timestamp(piece.from()));
      statement.setObject(i, PgTime.timestamp(piece.to()));
      try (ResultSet rs = statement.executeQuery()) {
        while (rs.next()) {
          Rollup rollup = RollupColumns.read(rs);
          rollup.durations().add(rs.getBytes("sketch"));
          add(new Slot(PgTime.read(rs, "at"), rs.getInt(1), rs.getString(3)), rollup);
        }
      }
    }
  }

  /** Adds the rows of some spans in one pass; the sketches of a cell come joined end to end. */
  private void addSums(Connection connection, List<PostgresStatsReader.Piece> pieces)
      throws SQLException {
    List<String> parts = new ArrayList<>();
    for (PostgresStatsReader.Piece piece : pieces) {
      parts.add(
          "select function_id, at, function_version, %s, sketch from %s where %sat >= ? and at < ?"
              .formatted(RollupColumns.names("%s"), piece.table(), ofFunctions()));
    }
    String sql =
        "select r.function_id, %s as version, %s as bucket, %s, string_agg(r.sketch, ''::bytea) as sketches from (%s) r group by 1, 2, 3"
            .formatted(
                query.byVersion() ? "r.function_version" : "''::text",
                bucket("r.at"),
                RollupTable.metrics(true),
                String.join(" union all ", parts));
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int i = 1;
      for (PostgresStatsReader.Piece piece : pieces) {
        i = bindFunctions(statement, i);
        statement.setObject(i++, PgTime.timestamp(piece.from()));
        statement.setObject(i++, PgTime.timestamp(piece.to()));
      }
      try (ResultSet rs = statement.executeQuery()) {
        while (rs.next()) {
          Rollup rollup = RollupColumns.read(rs);
          rollup.durations().add(rs.getBytes("sketches"));
          add(rs, rollup);
        }
      }
    }
  }

  /** Adds the requests of a span of minutes, of those hours that have no rows by minute. */
  void addTrails(Connection connection, PostgresStatsReader.Piece piece) throws SQLException {
    String sql =
        """
        select t.function_id, %s as version, %s as bucket, %s, %s as durations
          from (select distinct function_id, greatest(at, ?) as start,
                       least(at + interval '1 hour', ?) as stop
                  from invocation_rollup_hour
                 where %sat > ?::timestamptz - interval '1 hour' and at < ?
                   and not by_minute) s
          join lateral (select * from trail
                         where function_id = s.function_id
                           and started_at >= s.start and started_at < s.stop
                           and day between (s.start at time zone 'UTC')::date - 1
                                       and (s.start at time zone 'UTC')::date + 1
                           and request_id is not null offset 0) t on true
         group by 1, 2, 3
        """
            .formatted(
                query.byVersion() ? "coalesce(t.function_version, '')" : "''::text",
                bucket("t.started_at"),
                RollupTable.metrics(false),
                RollupColumns.DURATIONS,
                ofFunctions());
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, PgTime.timestamp(piece.from()));
      statement.setObject(2, PgTime.timestamp(piece.to()));
      int i = bindFunctions(statement, 3);
      statement.setObject(i++, PgTime.timestamp(piece.from()));
      statement.setObject(i, PgTime.timestamp(piece.to()));
      try (ResultSet rs = statement.executeQuery()) {
        while (rs.next()) {
          Rollup rollup = RollupColumns.read(rs);
          RollupColumns.readDurations(rs, rollup.durations());
          add(rs, rollup);
        }
      }
    }
  }

  private void add(ResultSet rs, Rollup rollup) throws SQLException {
    add(new Slot(rs.getLong("bucket"), rs.getInt("function_id"), rs.getString("version")), rollup);
  }

  private void add(Slot slot, Rollup rollup) {
    Rollup before = cells.putIfAbsent(slot, rollup);
    if (before != null) {
      before.merge(rollup);
    }
  }

  private String bucket(String at) {
    return query.stepMs() == null
        ? "0::int8"
        : "(floor(extract(epoch from %1$s) * 1000 / %2$d)::int8 * %2$d)"
            .formatted(at, query.stepMs());
  }

  /** Hands over all cells, by bucket, function and version. */
  void each(BiConsumer<Slot, Rollup> taker) {
    cells.forEach(taker);
  }
}
