package dev.logtrail.store.postgres;

import dev.logtrail.store.StoreException;
import dev.logtrail.store.postgres.jdbc.Locks;
import dev.logtrail.store.postgres.jdbc.Sql;
import dev.logtrail.store.postgres.migration.OneRowPerTrailKey;
import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the schema up to date; forward only. */
final class Migrations {
  private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
  private static final int FOR_EVER = -1;
  private static final long TURN_MS = 50;
  private static final long QUIET_TURNS = 20;

  private Migrations() {}

  /**
   * Runs what is missing. Processes that start together wait for the first, however long it takes.
   * A schema of the next release is left as it is.
   *
   * @throws SchemaTooNewException if the schema is newer than that
   */
  static void run(DatabaseSettings settings) {
    // Connections without a deadline: a migration may rewrite all that is stored.
    PGSimpleDataSource dataSource = dataSource(settings);
    try (Connection connection = dataSource.getConnection()) {
      // Held until the connection is closed.
      awaitTurn(connection);
      SchemaLevel found = SchemaLevel.check(connection);
      if (found.isNewer()) {
        LOG.warn(
            "The store's schema is of the next release (level {}, version {}); this program works"
                + " on it and leaves it as it is",
            found.level(),
            found.version());
        return;
      }
      flyway(dataSource).migrate();
      SchemaLevel.raise(connection);
    } catch (FlywayException e) {
      throw new StoreException(
          "cannot bring the schema at %s up to date: %s"
              .formatted(settings.safeUrl(), e.getMessage()),
          e);
    } catch (SQLException e) {
      throw Sql.failed("bring the schema up to date", e);
    }
  }

  /**
   * Waits until no other process migrates, however long it takes. Flyway's own lock does not cover
   * the making of its table: the second to start would find it made and empty.
   *
   * <p>Asked again and again: who waits inside of a statement holds a snapshot, for which the
   * migration's {@code create index concurrently} would wait in turn.
   */
  private static void awaitTurn(Connection connection) throws SQLException {
    for (long waited = 0; !Locks.tryHold(connection, Locks.MIGRATIONS); waited++) {
      if (waited == QUIET_TURNS) {
        LOG.info("Another process brings the schema up to date; waiting for it");
      }
      try {
        Thread.sleep(TURN_MS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StoreException("interrupted while another process migrates the schema", e);
      }
    }
  }

  /** How many migrations are missing; 0 where the schema is newer than this program's. */
  static int missing(DatabaseSettings settings) {
    try {
      return flyway(dataSource(settings)).info().pending().length;
    } catch (FlywayException e) {
      throw new StoreException(
          "cannot read the schema at %s: %s".formatted(settings.safeUrl(), e.getMessage()), e);
    }
  }

  private static PGSimpleDataSource dataSource(DatabaseSettings settings) {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setUrl(settings.url());
    if (settings.user() != null) {
      dataSource.setUser(settings.user());
    }
    if (settings.password() != null) {
      dataSource.setPassword(settings.password());
    }
    return dataSource;
  }

  private static Flyway flyway(PGSimpleDataSource dataSource) {
    return Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(dataSource)
        .locations("classpath:db/migration")
        .javaMigrations(new OneRowPerTrailKey())
        // A schema that holds something else already is taken as it is.
        .baselineOnMigrate(true)
        .baselineVersion("0")
        // Migrations that were written side by side may be released one after the other.
        .outOfOrder(true)
        // An older program may be migrating without the lock above: it takes as long as it takes.
        .lockRetryCount(FOR_EVER)
        // Those of the next release, should it have come between the check and here.
        .ignoreMigrationPatterns("*:future", "*:missing")
        .cleanDisabled(true)
        .loggers("slf4j")
        .load();
  }
}
