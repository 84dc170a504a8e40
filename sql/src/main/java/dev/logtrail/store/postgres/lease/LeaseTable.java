package dev.logtrail.store.postgres.lease;

import dev.logtrail.store.lease.LeaseLostException;
import dev.logtrail.store.postgres.jdbc.Locks;
import dev.logtrail.store.postgres.jdbc.PgText;
import dev.logtrail.store.postgres.jdbc.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The statements on table {@code job_lease}. */
public final class LeaseTable {
  private LeaseTable() {}

  /**
   * Refuses a flush of somebody who does not hold the lease any more. To be called with {@link
   * Locks#FLUSH} held, which a new holder takes too: a flush is committed before it, or refused.
   *
   * @throws LeaseLostException if {@code token} is not the newest
   */
  public static void check(Connection connection, long token) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement("select token, holder from job_lease");
        ResultSet rs = statement.executeQuery()) {
      rs.next();
      if (rs.getLong(1) != token) {
        throw new LeaseLostException(
            "the job of %s writes this store now (token %d); this one has token %d and stops"
                .formatted(PgText.decode(rs.getString(2)), rs.getLong(1), token));
      }
    }
  }

  /** Notes a new holder; returns its token. Waits for a flush that is being committed. */
  static long take(Connection connection, String holder) throws SQLException {
    return Sql.transaction(
        connection,
        c -> {
          Locks.take(c, Locks.FLUSH);
          String sql =
              """
              update job_lease set token = nextval('writer_epoch'), holder = ?, taken_at = now()
              returning token
              """;
          try (PreparedStatement statement = c.prepareStatement(sql)) {
            statement.setString(1, PgText.encode(holder));
            try (ResultSet rs = statement.executeQuery()) {
              rs.next();
              return rs.getLong(1);
            }
          }
        });
  }

  /** The token of the newest holder. */
  static long newest(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("select token from job_lease");
        ResultSet rs = statement.executeQuery()) {
      rs.next();
      return rs.getLong(1);
    }
  }

  /** The newest holder, and since when. */
  static String holder(Connection connection) throws SQLException {
    String sql =
        """
        select holder, to_char(taken_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
          from job_lease
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rs = statement.executeQuery()) {
      rs.next();
      return PgText.decode(rs.getString(1)) + " since " + rs.getString(2);
    }
  }
}
