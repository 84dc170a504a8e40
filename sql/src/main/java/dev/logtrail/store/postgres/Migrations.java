package dev.logtrail.store.postgres;

import dev.logtrail.store.StoreException;
import dev.logtrail.store.postgres.migration.OneRowPerTrailKey;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.ds.PGSimpleDataSource;

/** Brings the schema up to date; forward only. */
final class Migrations {
  private Migrations() {}

  /** Runs what is missing. Processes that start together wait for each other. */
  static void run(DatabaseSettings settings) {
    // Connections without a deadline: a migration may rewrite all that is stored.
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setUrl(settings.url());
    if (settings.user() != null) {
      dataSource.setUser(settings.user());
    }
    if (settings.password() != null) {
      dataSource.setPassword(settings.password());
    }
    try {
      Flyway.configure(Migrations.class.getClassLoader())
          .dataSource(dataSource)
          .locations("classpath:db/migration")
          .javaMigrations(new OneRowPerTrailKey())
          // A schema that holds something else already is taken as it is.
          .baselineOnMigrate(true)
          .baselineVersion("0")
          // Migrations that were written side by side may be released one after the other.
          .outOfOrder(true)
          .cleanDisabled(true)
          .loggers("slf4j")
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new StoreException(
          "cannot bring the schema at %s up to date: %s"
              .formatted(settings.safeUrl(), e.getMessage()),
          e);
    }
  }
}
