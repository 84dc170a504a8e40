package dev.logtrail.store.postgres;

import dev.logtrail.store.StoreException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * How much of what the store holds, indexes and ids included.
 *
 * @param trails rows
 * @param events raw events of all trails
 * @param rawBytes their texts in UTF-8
 * @param trailBytes tables and indexes of the trails' headers
 * @param segmentBytes tables and indexes of their events
 * @param searchBytes tables and indexes of the Bloom index
 * @param statisticsBytes tables and indexes of the statistics
 * @param otherBytes all other tables and indexes: names, live changes, log results, inbox
 */
public record StoreSize(
    long trails,
    long events,
    long rawBytes,
    long trailBytes,
    long segmentBytes,
    long searchBytes,
    long statisticsBytes,
    long otherBytes) {
  private static final String COUNTS =
      "select count(*), coalesce(sum(event_count), 0), coalesce(sum(raw_bytes), 0) from trail";
  private static final String BYTES =
      """
      select coalesce(sum(s.bytes) filter (where s.part = 0), 0),
             coalesce(sum(s.bytes) filter (where s.part = 1), 0),
             coalesce(sum(s.bytes) filter (where s.part = 2), 0),
             coalesce(sum(s.bytes) filter (where s.part = 3), 0),
             coalesce(sum(s.bytes) filter (where s.part = 4), 0)
        from (select pg_total_relation_size(c.oid) as bytes,
                     case when c.relname ~ '^trail_segment' then 1
                          when c.relname ~ '^trail_' then 0
                          when c.relname ~ '^filter_' then 2
                          when c.relname ~ 'rollup' then 3
                          else 4 end as part
                from pg_class c
               where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace) s
      """;

  static StoreSize of(DataSource pool) {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      long[] counts = row(statement, COUNTS, 3);
      long[] bytes = row(statement, BYTES, 5);
      return new StoreSize(
          counts[0], counts[1], counts[2], bytes[0], bytes[1], bytes[2], bytes[3], bytes[4]);
    } catch (SQLException e) {
      throw new StoreException("the store's size cannot be read: " + e.getMessage(), e);
    }
  }

  private static long[] row(Statement statement, String query, int columns) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      row.next();
      long[] values = new long[columns];
      for (int i = 0; i < columns; i++) {
        values[i] = row.getLong(i + 1);
      }
      return values;
    }
  }

  /** All bytes, tables and indexes. */
  public long totalBytes() {
    return trailBytes + segmentBytes + searchBytes + statisticsBytes + otherBytes;
  }
}
