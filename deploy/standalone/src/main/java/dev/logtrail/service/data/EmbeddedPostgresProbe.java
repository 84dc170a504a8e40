package dev.logtrail.service.data;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import org.postgresql.util.PSQLException;

/** Asks a server whether it answers. */
final class EmbeddedPostgresProbe {
  private EmbeddedPostgresProbe() {}

  /**
   * Opens a connection and asks a question. A server that refuses, since it is starting or has no
   * connection free, answers too.
   *
   * @return what is wrong; null if it answered
   */
  static String ask(String url, Duration within) {
    String seconds = Long.toString(Math.max(1, within.toSeconds()));
    Properties properties = new Properties();
    properties.setProperty("connectTimeout", seconds);
    properties.setProperty("socketTimeout", seconds);
    properties.setProperty("loginTimeout", seconds);
    properties.setProperty("ApplicationName", "logtrail-probe");
    try (Connection connection = DriverManager.getConnection(url, properties);
        Statement statement = connection.createStatement()) {
      statement.execute("select 1");
      return null;
    } catch (PSQLException e) {
      return e.getServerErrorMessage() == null ? e.getMessage() : null;
    } catch (SQLException e) {
      return e.getMessage();
    }
  }
}
