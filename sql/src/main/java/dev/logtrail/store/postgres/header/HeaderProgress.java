package dev.logtrail.store.postgres.header;

import dev.logtrail.reading.ParserVersion;
import dev.logtrail.store.TrailRow;
import dev.logtrail.store.postgres.jdbc.PgTime;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;

/**
 * Row of table {@code header_progress}: how far the headers of older parsers are derived anew.
 *
 * @param parserVersion the version by which they are
 * @param from first day of the partition in work; null if none is left
 * @param to its last day; null if none is left
 * @param trailId the last trail of it that was looked at
 * @param lookedAt trails looked at so far
 * @param changed those of them whose header came out otherwise
 * @param everyRow whether those of this parser are derived anew too
 * @param conventions fingerprint of those by which headers are derived; null: the built-in ones
 */
record HeaderProgress(
    int parserVersion,
    LocalDate from,
    LocalDate to,
    long trailId,
    long lookedAt,
    long changed,
    boolean everyRow,
    String conventions) {

  /** Every partition of table {@code trail}: its first and last day. */
  private static final String PARTS =
      """
      (select from_day, to_day - 1 as last_day from day_partition
        union all values (date '0001-01-01', date '2013-12-31'),
                         (date '2100-01-01', date '9999-12-31')) as part
      """;

  private static final String SELECT =
      """
      select p.parser_version, p.day, p.trail_id, p.looked_at, p.changed, p.every_row, p.conventions,
             (select last_day from %s where part.from_day = p.day) as last_day
        from header_progress p
      """
          .formatted(PARTS);

  /** Whether nothing is left to look at. */
  boolean isDone() {
    return parserVersion >= ParserVersion.CURRENT && from == null;
  }

  static HeaderProgress read(Connection connection) throws SQLException {
    return read(connection, SELECT);
  }

  /** The same; others wait for the end of the transaction. */
  static HeaderProgress lock(Connection connection) throws SQLException {
    return read(connection, SELECT + " for update of p");
  }

  private static HeaderProgress read(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rs = statement.executeQuery()) {
      rs.next();
      LocalDate from = rs.getObject("day", LocalDate.class);
      LocalDate to = rs.getObject("last_day", LocalDate.class);
      return new HeaderProgress(
          rs.getInt("parser_version"),
          from,
          // Retention dropped it meanwhile: what is left of it is nothing.
          from != null && to == null ? from : to,
          rs.getLong("trail_id"),
          rs.getLong("looked_at"),
          rs.getLong("changed"),
          rs.getBoolean("every_row"),
          rs.getString("conventions"));
    }
  }

  /** Begins with the newest partition, for this program's parser. */
  HeaderProgress begin(Connection connection) throws SQLException {
    return begin(connection, false, conventions);
  }

  /** Begins with the newest partition, for other conventions: with every row. */
  HeaderProgress beginEvery(Connection connection, String others) throws SQLException {
    HeaderProgress every = begin(connection, true, others);
    every.write(connection); // Even if everything was done: now it is not.
    return every;
  }

  private static HeaderProgress begin(Connection connection, boolean everyRow, String conventions)
      throws SQLException {
    return new HeaderProgress(
            ParserVersion.CURRENT, PgTime.LAST_DAY, PgTime.LAST_DAY, 0, 0, 0, everyRow, conventions)
        .nextPart(connection);
  }

  /** Rows of this version are right already. */
  int rightFrom() {
    return everyRow ? ParserVersion.CURRENT + 1 : ParserVersion.CURRENT;
  }

  /** Goes on to the partition before. */
  HeaderProgress nextPart(Connection connection) throws SQLException {
    String sql =
        "select from_day, last_day from "
            + PARTS
            + " where from_day < ? order by from_day desc limit 1";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, from);
      try (ResultSet rs = statement.executeQuery()) {
        return rs.next()
            ? at(rs.getObject(1, LocalDate.class), rs.getObject(2, LocalDate.class))
            : at(null, null);
      }
    }
  }

  private HeaderProgress at(LocalDate first, LocalDate last) {
    return new HeaderProgress(
        parserVersion, first, last, 0, lookedAt, changed, everyRow, conventions);
  }

  /** Behind some rows, by trail id. */
  HeaderProgress past(List<TrailRow> rows, int changedOfThem) {
    return new HeaderProgress(
        parserVersion,
        from,
        to,
        rows.get(rows.size() - 1).trailId(),
        lookedAt + rows.size(),
        changed + changedOfThem,
        everyRow,
        conventions);
  }

  /** What was saved, and whether it is news that nothing is left. */
  record Saved(HeaderProgress progress, boolean isJustDone) {}

  Saved save(Connection connection) throws SQLException {
    boolean before = read(connection).isDone();
    if (!before) {
      write(connection);
    }
    return new Saved(this, isDone() && !before);
  }

  private void write(Connection connection) throws SQLException {
    String sql =
        """
        update header_progress set parser_version = ?, day = ?, trail_id = ?, looked_at = ?,
               changed = ?, every_row = ?, conventions = ?
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, parserVersion);
      statement.setObject(2, from);
      statement.setLong(3, trailId);
      statement.setLong(4, lookedAt);
      statement.setLong(5, changed);
      statement.setBoolean(6, everyRow);
      statement.setString(7, conventions);
      statement.executeUpdate();
    }
  }
}
