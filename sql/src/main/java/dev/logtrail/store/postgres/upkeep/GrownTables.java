package dev.logtrail.store.postgres.upkeep;

import dev.logtrail.store.postgres.jdbc.Sql;
import dev.logtrail.store.upkeep.UpkeepTask;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Tells the planner of tables that have grown fourfold since it last heard of them. A plan is kept
 * for as long as nothing is said about its tables: one that was made while a table was empty would
 * read it from end to end long after it has filled. Analyzing a table makes all connections plan
 * anew. The server's own autovacuum looks once a minute, which is too late for a day that fills in
 * seconds or an inbox that fills and empties. To be run every few seconds.
 */
public final class GrownTables implements UpkeepTask {
  /** Pages up to which reading all of a table costs no more than looking into an index. */
  private static final int SMALL_PAGES = 4;

  private static final int GROWTH = 4;

  private static final String UNDEFINED_TABLE = "42P01";

  private final DataSource dataSource;

  public GrownTables(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public int run() {
    return Sql.run(
        dataSource,
        "analyze tables that have grown",
        connection -> {
          int analyzed = 0;
          for (String table : grown(connection)) {
            analyzed += analyze(connection, table) ? 1 : 0;
          }
          return analyzed;
        });
  }

  private static List<String> grown(Connection connection) throws SQLException {
    String sql =
        """
        select c.oid::regclass::text from pg_class c
         where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace
           and pg_relation_size(c.oid) / current_setting('block_size')::int8
               >= greatest(?, ? * c.relpages::int8)
        """;
    List<String> tables = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, SMALL_PAGES);
      statement.setInt(2, GROWTH);
      try (ResultSet rs = statement.executeQuery()) {
        while (rs.next()) {
          tables.add(rs.getString(1));
        }
      }
    }
    return tables;
  }

  /** Analyzes from a small sample; false if the table is gone. */
  private static boolean analyze(Connection connection, String table) throws SQLException {
    try {
      return Sql.transaction(
          connection,
          c -> {
            Sql.execute(c, "set local default_statistics_target = 10");
            // One that is being vacuumed or analyzed needs no second time, and nobody waits for it.
            Sql.execute(c, "analyze (skip_locked) " + table);
            return true;
          });
    } catch (SQLException e) {
      if (UNDEFINED_TABLE.equals(e.getSQLState())) {
        return false;
      }
      throw e;
    }
  }
}
