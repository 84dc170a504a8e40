package dev.logtrail.service.settings;

import dev.logtrail.store.postgres.DatabaseSettings;
import picocli.CommandLine.Option;

/** The settings that name a PostgreSQL server of the user's own. */
public final class DatabaseOptions {
  @Option(
      names = "--db",
      paramLabel = "JDBC_URL",
      description =
          "A PostgreSQL 15 or newer of yours, instead of the embedded one: jdbc:postgresql://host:5432/db.")
  private String db;

  @Option(names = "--db-user", description = "Role at --db, if the URL does not name it.")
  private String dbUser;

  @Option(
      names = "--db-password",
      description = "Its password; better as the variable LOGTRAIL_DB_PASSWORD.")
  private String dbPassword;

  /**
   * The server; null for the embedded one.
   *
   * @throws UserError if {@code --db} is no URL of one
   */
  DatabaseSettings database() {
    try {
      return db == null ? null : new DatabaseSettings(db, dbUser, dbPassword);
    } catch (IllegalArgumentException e) {
      throw UserError.ofSettings("--db: " + e.getMessage());
    }
  }
}
