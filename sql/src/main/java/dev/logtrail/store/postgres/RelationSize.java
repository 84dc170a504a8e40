package dev.logtrail.store.postgres;

import dev.logtrail.store.StoreException;
import dev.logtrail.store.postgres.jdbc.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * The room that one table, without its indexes, or one index takes; partitions count together.
 *
 * @param table its name
 * @param index null for the rows and what of them is stored out of line
 * @param bytes on disk
 */
public record RelationSize(String table, String index, long bytes) {
  /** Partitions and their indexes by the names of what they are parts of. */
  private static final String ALL =
      """
      with tables as (
        select c.oid, coalesce(p.relname, c.relname) as name
          from pg_class c
          left join pg_inherits i on i.inhrelid = c.oid
          left join pg_class p on p.oid = i.inhparent
         where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace),
      parts as (
        select name, null as index, pg_table_size(oid) as bytes from tables
        union all
        select t.name, coalesce(p.relname, c.relname), pg_relation_size(c.oid)
          from tables t
          join pg_index x on x.indrelid = t.oid
          join pg_class c on c.oid = x.indexrelid
          left join pg_inherits i on i.inhrelid = c.oid
          left join pg_class p on p.oid = i.inhparent)
      select name, index, sum(bytes)::int8 from parts
       group by 1, 2 order by sum(sum(bytes)) over (partition by name) desc, name, 3 desc
      """;

  /** All of a store, the largest table first. */
  static List<RelationSize> all(DataSource pool) {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rs = statement.executeQuery(ALL)) {
      List<RelationSize> all = new ArrayList<>();
      while (rs.next()) {
        all.add(new RelationSize(rs.getString(1), rs.getString(2), rs.getLong(3)));
      }
      return all;
    } catch (SQLException e) {
      throw new StoreException("the sizes of tables cannot be read: " + e.getMessage(), e);
    }
  }

  /** Gives back what replaced and deleted rows held, as the server does by itself in time. */
  static void vacuum(DataSource pool) {
    Sql.run(
        pool,
        "vacuum",
        connection -> {
          Sql.execute(connection, "vacuum (analyze)");
          return null;
        });
  }
}
