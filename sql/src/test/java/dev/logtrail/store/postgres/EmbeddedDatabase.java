package dev.logtrail.store.postgres;

import dev.logtrail.store.postgres.jdbc.Sql;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real PostgreSQL for tests: one server for the whole JVM, one migrated database for each test
 * class that registers this extension as a static field.
 *
 * <p>The environment variable or system property {@code LOGTRAIL_TEST_DB}, a JDBC URL with user and
 * password, names another server to use instead; its role must be allowed to create databases.
 */
public final class EmbeddedDatabase implements BeforeAllCallback, AfterAllCallback {
  private String name;
  private Database database;
  private int classes;

  /** Called for the test class, and again for each class nested in it. */
  @Override
  public void beforeAll(ExtensionContext context) {
    if (classes++ == 0) {
      open();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (--classes == 0) {
      close();
    }
  }

  /** Creates and migrates the database, for tests that do not use the extension. */
  public EmbeddedDatabase open() {
    name = "test_" + UUID.randomUUID().toString().replace("-", "");
    execute(Server.URL, "create database " + name);
    database = Database.open(settings());
    return this;
  }

  /** Closes and drops the database. */
  public void close() {
    database.close();
    execute(Server.URL, "drop database " + name + " with (force)");
  }

  /** The open, migrated database. */
  public Database database() {
    return database;
  }

  /** How to reach it, for code that opens it itself. */
  public DatabaseSettings settings() {
    return new DatabaseSettings(url(), null, null, 10);
  }

  /** Its JDBC URL, user included. */
  public String url() {
    URI server = URI.create(Server.URL.substring("jdbc:".length()));
    String query = server.getQuery() == null ? "" : "?" + server.getQuery();
    return "jdbc:postgresql://" + server.getAuthority() + "/" + name + query;
  }

  /** Runs a statement in it, for what the store's interfaces do not offer. */
  public void execute(String sql) {
    execute(url(), sql);
  }

  /** Empties every table, except the list of partitions. */
  public void clear() {
    execute(
        """
        truncate trail, trail_segment, log_result, inbox, dead_letter, dropped_event, change,
          function, log_stream, invocation_rollup, invocation_rollup_hour,
          invocation_rollup_day, rollup_dirty,
          filter_block, filter_recent, filter_missing, function_log_group
        """);
  }

  private static void execute(String url, String sql) {
    try (Connection connection = DriverManager.getConnection(url)) {
      Sql.execute(connection, sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql + ": " + e.getMessage(), e);
    }
  }

  /** Started when first asked for; stops with the JVM. */
  private static final class Server {
    static final String URL = url();

    private static String url() {
      String other = System.getProperty("LOGTRAIL_TEST_DB", System.getenv("LOGTRAIL_TEST_DB"));
      return other != null ? other : start().getJdbcUrl("postgres", "postgres");
    }

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder()
            .setServerConfig("fsync", "off")
            .setServerConfig("full_page_writes", "off")
            .setServerConfig("max_connections", "200")
            .setErrorRedirector(ProcessBuilder.Redirect.INHERIT)
            .start();
      } catch (IOException e) {
        throw new UncheckedIOException("the embedded PostgreSQL does not start", e);
      }
    }
  }
}
