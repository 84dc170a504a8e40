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
 */
public record StoreSize(
    long trails, long events, long rawBytes, long trailBytes, long segmentBytes, long searchBytes) {
  private static final String COUNTS =
      "select count(*), coalesce(sum(event_count), 0), coalesce(sum(raw_bytes), 0) from trail";
  private static final String BYTES =
      """
      select coalesce(sum(pg_total_relation_size(c.oid)) filter (where c.relname ~ '^trail_(past|future|[0-9])'), 0),
             coalesce(sum(pg_total_relation_size(c.oid)) filter (where c.relname ~ '^trail_segment'), 0),
             coalesce(sum(pg_total_relation_size(c.oid)) filter (where c.relname ~ 'filter'), 0)
      from pg_class c
      where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace
      """;

  static StoreSize of(DataSource pool) {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      long[] counts = three(statement, COUNTS);
      long[] bytes = three(statement, BYTES);
      return new StoreSize(counts[0], counts[1], counts[2], bytes[0], bytes[1], bytes[2]);
    } catch (SQLException e) {
      throw new StoreException("the store's size cannot be read: " + e.getMessage(), e);
    }
  }

  private static long[] three(Statement statement, String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      row.next();
      return new long[] {row.getLong(1), row.getLong(2), row.getLong(3)};
    }
  }

  /** All bytes, tables and indexes. */
  public long totalBytes() {
    return trailBytes + segmentBytes + searchBytes;
  }
}
