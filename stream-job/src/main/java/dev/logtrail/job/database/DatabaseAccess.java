package dev.logtrail.job.database;

import dev.logtrail.job.inbox.InboxFactory;
import dev.logtrail.store.postgres.Database;
import dev.logtrail.store.postgres.DatabaseSettings;
import java.io.Serializable;
import java.time.Clock;

/**
 * How tasks reach the database: what travels with the job, and opens connections where a task runs.
 *
 * @param url JDBC URL
 * @param user role; null if the URL names it
 * @param password its password; null if none is needed
 */
public record DatabaseAccess(String url, String user, String password) implements Serializable {
  private static final int CONNECTIONS = 2;

  /** The same as {@code settings}, to be sent to tasks. */
  public static DatabaseAccess of(DatabaseSettings settings) {
    return new DatabaseAccess(settings.url(), settings.user(), settings.password());
  }

  /** The job's sink. */
  public TrailWriterFactory writers() {
    return () -> {
      Database database = connect();
      try {
        return new OwnedTrailWriter(database.openWriter(Clock.systemUTC()), database);
      } catch (RuntimeException e) {
        // The task will be tried again and again: each time with connections of its own.
        database.close();
        throw e;
      }
    };
  }

  /** Where the job's source reads. */
  public InboxFactory inboxes() {
    return () -> {
      Database database = connect();
      return new OwnedInbox(database.openInbox(), database);
    };
  }

  private Database connect() {
    return Database.connect(new DatabaseSettings(url, user, password, CONNECTIONS));
  }

  @Override
  public String toString() {
    return "DatabaseAccess[user=" + user + "]";
  }
}
