package dev.logtrail.service.kit;

import dev.logtrail.service.data.EmbeddedPostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The inbox itself, for tests with several doors, of which no sentinel tells that all are read. */
public final class StoredInbox {
  private StoredInbox() {}

  /** Whether all that was acknowledged is stored: a delivery is deleted only then. */
  public static boolean isEmpty(EmbeddedPostgresServer database) throws SQLException {
    try (Connection connection = DriverManager.getConnection(database.settings().url());
        Statement statement = connection.createStatement();
        ResultSet rs = statement.executeQuery("select not exists (select from inbox)")) {
      rs.next();
      return rs.getBoolean(1);
    }
  }
}
