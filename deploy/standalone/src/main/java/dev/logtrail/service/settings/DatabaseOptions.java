package dev.logtrail.service.settings;

import dev.logtrail.store.postgres.DatabaseSettings;
import picocli.CommandLine.Option;

/** The settings that name a PostgreSQL server of the user's own. */
public final class DatabaseOptions {
  /** One commits what is sent, one counts what waits, one tells whether the database answers. */
  private static final int LEAST = 3;

  private static final int MOST = 200;

  @Option(
      names = "--db",
      paramLabel = "JDBC_URL",
      description =
          "A PostgreSQL 15 or newer of yours, instead of the embedded one:"
              + " jdbc:postgresql://host:5432/db.")
  private String db;

  @Option(names = "--db-user", description = "Role at --db, if the URL does not name it.")
  private String dbUser;

  @Option(
      names = "--db-password",
      description = "Its password; better as the variable LOGTRAIL_DB_PASSWORD.")
  private String dbPassword;

  @Option(
      names = "--db-connections",
      paramLabel = "N",
      defaultValue = "10",
      description =
          "Connections that this process's pool may open at --db; what the job and the background"
              + " tasks need comes on top, and the start says how many (default: 10).")
  private int dbConnections;

  /**
   * The server; null for the embedded one.
   *
   * @throws UserError if {@code --db} is no URL of one
   */
  public DatabaseSettings database() {
    if (dbConnections < LEAST || dbConnections > MOST) {
      throw UserError.ofSettings(
          "--db-connections is %d; right would be %d to %d".formatted(dbConnections, LEAST, MOST));
    }
    try {
      return db == null ? null : new DatabaseSettings(db, dbUser, dbPassword, dbConnections);
    } catch (IllegalArgumentException e) {
      throw UserError.ofSettings("--db: " + e.getMessage());
    }
  }
}
