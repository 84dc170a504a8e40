package dev.logtrail.store.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.logtrail.limit.ServerLimits;
import dev.logtrail.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Opens the connection pool, with errors that say what to do. */
final class ConnectionPool {
  static final int OLDEST_SERVER = 15;
  static final int UPKEEP_CONNECTIONS = 4;
  private static final long UPKEEP_IDLE_MS = 60_000;

  private ConnectionPool() {}

  /** Connects and checks the server's version. */
  static HikariDataSource open(DatabaseSettings settings, Deadlines deadlines) {
    HikariDataSource pool = connect(settings, deadlines);
    try {
      checkVersion(pool, settings);
      return pool;
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  /** A small pool beside another, for tasks in the background; connects when it is used. */
  static HikariDataSource beside(DatabaseSettings settings, Deadlines deadlines) {
    HikariConfig config = config(settings, deadlines);
    config.setMaximumPoolSize(UPKEEP_CONNECTIONS);
    config.setMinimumIdle(0);
    config.setIdleTimeout(UPKEEP_IDLE_MS);
    config.setInitializationFailTimeout(-1);
    config.setPoolName("logtrail-upkeep");
    return new HikariDataSource(config);
  }

  private static HikariDataSource connect(DatabaseSettings settings, Deadlines deadlines) {
    try {
      return new HikariDataSource(config(settings, deadlines));
    } catch (PoolInitializationException e) {
      throw new StoreException(unreachable(settings, e), e);
    }
  }

  private static HikariConfig config(DatabaseSettings settings, Deadlines deadlines) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(settings.url());
    config.setUsername(settings.user());
    config.setPassword(settings.password());
    config.setMaximumPoolSize(settings.poolSize());
    config.setMinimumIdle(1);
    config.setConnectionTimeout(ServerLimits.CONNECTION_WAIT_MS);
    config.setInitializationFailTimeout(1);
    config.setPoolName("logtrail");
    // Many partitions make small questions look costly to the planner, and starting helpers or a
    // compiler for them takes longer than the answer. A page costs about the same wherever it lies:
    // what is asked often is in memory, and disks no longer turn.
    config.setConnectionInitSql(
        "set jit = off; set max_parallel_workers_per_gather = 0; set random_page_cost = 1.1; "
            + deadlines.sql());
    config.addDataSourceProperty("socketTimeout", Integer.toString(deadlines.socketS()));
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty("connectTimeout", "10");
    config.addDataSourceProperty("ApplicationName", "logtrail");
    // A statement's third use is prepared on the server; the store has few, all used often.
    config.addDataSourceProperty("prepareThreshold", "3");
    return config;
  }

  /** What the server allows to those who are no superusers. */
  static int allowed(Connection connection) throws SQLException {
    String sql =
        """
        select current_setting('max_connections')::int
             - current_setting('superuser_reserved_connections')::int
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rs = statement.executeQuery()) {
      rs.next();
      return rs.getInt(1);
    }
  }

  private static void checkVersion(HikariDataSource pool, DatabaseSettings settings) {
    try (Connection connection = pool.getConnection()) {
      int version = connection.getMetaData().getDatabaseMajorVersion();
      if (version < OLDEST_SERVER) {
        throw new StoreException(
            "PostgreSQL at %s is version %d; Logtrail needs %d or newer"
                .formatted(settings.safeUrl(), version, OLDEST_SERVER));
      }
    } catch (SQLException e) {
      throw new StoreException(unreachable(settings, e), e);
    }
  }

  private static String unreachable(DatabaseSettings settings, Exception e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    String user = settings.user() == null ? "the URL's user" : "user " + settings.user();
    return "cannot open PostgreSQL at %s as %s: %s. Start the server, or correct URL, user and password."
        .formatted(
            settings.safeUrl(), user, String.valueOf(cause.getMessage()).replaceFirst("\\.$", ""));
  }
}
