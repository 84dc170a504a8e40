package dev.logtrail.job.database;

import dev.logtrail.ingest.source.SavedPositions;
import dev.logtrail.store.StoreException;
import dev.logtrail.store.TrailWriter;
import dev.logtrail.store.inbox.Inbox;
import dev.logtrail.store.postgres.Database;
import dev.logtrail.store.postgres.DatabaseSettings;
import dev.logtrail.store.process.Processes;
import dev.logtrail.structured.convention.Conventions;
import java.io.Serializable;
import java.time.Clock;
import org.apache.flink.util.function.SerializableSupplier;

/**
 * How tasks reach the database: what travels with the job, and opens connections where a task runs.
 *
 * @param url JDBC URL
 * @param user role; null if the URL names it
 * @param password its password; null if none is needed
 * @param leaseToken of the lease that the job holds; null where no other program can write
 */
public record DatabaseAccess(String url, String user, String password, Long leaseToken)
    implements Serializable {
  private static final int CONNECTIONS = 2;

  /** The same as {@code settings}, to be sent to tasks of a job without a lease. */
  public static DatabaseAccess of(DatabaseSettings settings) {
    return new DatabaseAccess(settings.url(), settings.user(), settings.password(), null);
  }

  /** The same for a job that holds the lease. */
  public DatabaseAccess withLease(long token) {
    return new DatabaseAccess(url, user, password, token);
  }

  /** The job's sink: a writer with connections of its own for each task that asks. */
  public SerializableSupplier<TrailWriter> writers() {
    return writers(Conventions.builtIn());
  }

  /** The same where lines that are JSON are read by {@code conventions}. */
  public SerializableSupplier<TrailWriter> writers(Conventions conventions) {
    return () -> {
      try {
        return Database.connectWriter(settings(), Clock.systemUTC(), conventions, leaseToken);
      } catch (StoreException e) {
        throw StoreFaults.note(e);
      }
    };
  }

  /** Where the job's source reads: the inbox, with connections of its own. */
  public SerializableSupplier<Inbox> inboxes() {
    return () -> Database.connectInbox(settings());
  }

  /** Where processes that run tasks tell what they do, with a connection of its own. */
  public SerializableSupplier<Processes> processes() {
    return () -> Database.connectProcesses(settings());
  }

  /** Where the job's sources store how far they have read. */
  public SerializableSupplier<SavedPositions> positions() {
    return () -> new StorePositions(Database.connectPositions(settings()));
  }

  private DatabaseSettings settings() {
    return new DatabaseSettings(url, user, password, CONNECTIONS);
  }

  @Override
  public String toString() {
    return "DatabaseAccess[user=" + user + "]";
  }
}
