package dev.logtrail.store.postgres.day;

import dev.logtrail.store.postgres.jdbc.Sql;
import dev.logtrail.store.postgres.trail.Partitions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The tables that will take the place of the partitions of a span of days: nobody sees them before
 * {@link #swapIn}.
 */
final class FreshTables {
  private static final String SUFFIX = "_new";

  private final Partitions.Span span;

  FreshTables(Partitions.Span span) {
    this.span = span;
  }

  String old(String table) {
    return span.partitionOf(table);
  }

  String fresh(String table) {
    return span.partitionOf(table) + SUFFIX;
  }

  /** Makes them, empty and without indexes. */
  void create(Connection connection) throws SQLException {
    for (String table : Partitions.TABLES) {
      Partitions.create(connection, table, fresh(table));
      // Spares reading all rows when they become partitions.
      Sql.execute(
          connection,
          "alter table %s add constraint of_these_days check (day >= '%s' and day < '%s')"
              .formatted(fresh(table), span.from(), span.to()));
    }
  }

  /** Drops them, if they are there. */
  void drop(Connection connection) throws SQLException {
    for (String table : Partitions.TABLES) {
      Sql.execute(connection, "drop table if exists " + fresh(table));
    }
  }

  /** Drops what a program left that was killed; only for who holds the lock. */
  static void dropAll(Connection connection) throws SQLException {
    String sql =
        """
        select relname from pg_class
         where relkind = 'r' and relnamespace = current_schema()::regnamespace
           and relname ~ '^trail_(segment_)?[0-9]+_[0-9]+_new$'
        """;
    for (String name : texts(connection, sql)) {
      Sql.execute(connection, "drop table " + name);
    }
  }

  /** Gives them the indexes that they will need, with pages that are full. */
  void index(Connection connection) throws SQLException {
    for (String table : Partitions.TABLES) {
      String sql =
          """
          select case when indisunique then 'unique ' else '' end || 'index on %1$s'
                 || substring(pg_get_indexdef(indexrelid) from ' USING .*$')
            from pg_index where indrelid = '%2$s'::regclass and not indisprimary
          union all
          select 'primary key ' || pg_get_constraintdef(oid)
            from pg_constraint where conrelid = '%2$s'::regclass and contype = 'p'
          """
              .formatted(fresh(table), table);
      for (String definition : texts(connection, sql)) {
        Sql.execute(connection, indexed(table, definition));
      }
    }
  }

  private String indexed(String table, String definition) {
    String key = "primary key ";
    if (definition.startsWith(key)) {
      return "alter table "
          + fresh(table)
          + " add "
          + definition.substring(key.length())
          + " with (fillfactor = 100)";
    }
    int where = definition.indexOf(" WHERE ");
    int end = where < 0 ? definition.length() : where;
    String full = definition.contains(" WITH (") ? "" : " with (fillfactor = 100)";
    return "create " + definition.substring(0, end) + full + definition.substring(end);
  }

  /** Tells the planner of them, and readers that all rows are to be seen. */
  void vacuum(Connection connection) throws SQLException {
    for (String table : Partitions.TABLES) {
      Sql.execute(connection, "vacuum (analyze) " + fresh(table));
    }
  }

  /** Puts them in the place of the old ones, in the transaction of the caller. */
  void swapIn(Connection connection) throws SQLException {
    for (String table : Partitions.TABLES) {
      Sql.execute(connection, "alter table %s detach partition %s".formatted(table, old(table)));
      Sql.execute(connection, "drop table " + old(table));
      Sql.execute(connection, "alter table %s rename to %s".formatted(fresh(table), old(table)));
      Partitions.attach(connection, table, span);
      Sql.execute(connection, "alter table %s drop constraint of_these_days".formatted(old(table)));
    }
  }

  private static List<String> texts(Connection connection, String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rs = statement.executeQuery()) {
      while (rs.next()) {
        texts.add(rs.getString(1));
      }
    }
    return texts;
  }
}
