package dev.logtrail.store.postgres.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The numbers that tell one writer of trails from all others, before it and after it. */
public final class WriterEpoch {
  private WriterEpoch() {}

  /** Draws the next; nobody else ever gets it. */
  public static long draw(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement("select nextval('writer_epoch')");
        ResultSet rs = statement.executeQuery()) {
      rs.next();
      return rs.getLong(1);
    }
  }
}
