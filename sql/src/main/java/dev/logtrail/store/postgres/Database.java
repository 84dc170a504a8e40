package dev.logtrail.store.postgres;

import com.zaxxer.hikari.HikariDataSource;
import dev.logtrail.limit.DeliveryLimits;
import dev.logtrail.limit.ServerLimits;
import dev.logtrail.store.StoreException;
import dev.logtrail.store.TrailReader;
import dev.logtrail.store.TrailWriter;
import dev.logtrail.store.alert.Alerts;
import dev.logtrail.store.change.ChangeFeed;
import dev.logtrail.store.deadletter.DeadLetters;
import dev.logtrail.store.export.ExportState;
import dev.logtrail.store.inbox.Inbox;
import dev.logtrail.store.lease.JobLease;
import dev.logtrail.store.lease.UpkeepLease;
import dev.logtrail.store.position.SourcePositions;
import dev.logtrail.store.postgres.alert.PostgresAlerts;
import dev.logtrail.store.postgres.change.PostgresChangeFeed;
import dev.logtrail.store.postgres.day.DayCompactor;
import dev.logtrail.store.postgres.deadletter.PostgresDeadLetters;
import dev.logtrail.store.postgres.export.PostgresExportState;
import dev.logtrail.store.postgres.header.HeaderUpkeep;
import dev.logtrail.store.postgres.inbox.PostgresInbox;
import dev.logtrail.store.postgres.jdbc.Sql;
import dev.logtrail.store.postgres.lease.PostgresJobLease;
import dev.logtrail.store.postgres.lease.PostgresUpkeepLease;
import dev.logtrail.store.postgres.position.PostgresSourcePositions;
import dev.logtrail.store.postgres.process.PostgresProcesses;
import dev.logtrail.store.postgres.search.BloomCompactor;
import dev.logtrail.store.postgres.stats.PostgresStatsReader;
import dev.logtrail.store.postgres.stats.Rollups;
import dev.logtrail.store.postgres.upkeep.GrownTables;
import dev.logtrail.store.postgres.upkeep.Housekeeping;
import dev.logtrail.store.process.Processes;
import dev.logtrail.store.stats.StatsReader;
import dev.logtrail.store.upkeep.HeaderTask;
import dev.logtrail.store.upkeep.RetentionLimits;
import dev.logtrail.store.upkeep.UpkeepTask;
import dev.logtrail.structured.convention.Conventions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;

/**
 * A PostgreSQL database that holds one Logtrail: its connections, its schema, and the way to every
 * part of the store.
 *
 * <p>Give each Logtrail a database of its own: notifications and advisory locks reach over schemas.
 */
public final class Database implements AutoCloseable {
  private static final Runnable NOTHING = () -> {};

  private final DatabaseSettings settings;
  private final HikariDataSource pool;
  private HikariDataSource upkeep;

  private Database(DatabaseSettings settings, HikariDataSource pool) {
    this.settings = settings;
    this.pool = pool;
  }

  /**
   * Connects, checks the server's version and brings the schema up to date (forward only).
   *
   * @throws StoreException if the server cannot be reached, is too old or cannot be migrated; the
   *     message says what was tried and what to do
   */
  public static Database open(DatabaseSettings settings) {
    Database database = connect(settings);
    try {
      Migrations.run(settings);
      return database;
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /**
   * Connects and checks the server's version, but leaves the schema alone: for processes beside one
   * that calls {@link #open}.
   *
   * @throws StoreException as {@link #open}
   */
  public static Database connect(DatabaseSettings settings) {
    return connect(settings, Deadlines.READ);
  }

  static Database connect(DatabaseSettings settings, Deadlines deadlines) {
    return new Database(settings, ConnectionPool.open(settings, deadlines));
  }

  /**
   * A writer with a fresh epoch, for a database that no other program writes. It keeps one pooled
   * connection until it is closed.
   */
  public TrailWriter openWriter(Clock clock) {
    return new PostgresTrailWriter(pool, clock, Conventions.builtIn(), null, NOTHING);
  }

  /**
   * A writer of the job that holds the lease: its flushes fail with {@link
   * dev.logtrail.store.lease.LeaseLostException} once another program has taken it.
   *
   * @param leaseToken as {@link JobLease#token} gave it
   */
  public TrailWriter openWriter(Clock clock, long leaseToken) {
    return new PostgresTrailWriter(pool, clock, Conventions.builtIn(), leaseToken, NOTHING);
  }

  /**
   * The right to run the job on this database; not taken yet.
   *
   * @param holder what this program calls itself, such as {@code host-1 (process 4711)}
   */
  public JobLease jobLease(String holder) {
    return new PostgresJobLease(this::listenerConnection, holder);
  }

  /** Which of several processes does the work in the background; not held yet. */
  public UpkeepLease upkeepLease() {
    return new PostgresUpkeepLease(this::listenerConnection);
  }

  /** The processes that work on this store; this one is not among them yet. */
  public Processes processes() {
    return new PostgresProcesses(pool, NOTHING);
  }

  /**
   * The same with connections of its own, which end with it: for a process that runs tasks of the
   * job alone.
   *
   * @throws StoreException as {@link #connect}; no connection is left behind
   */
  public static Processes connectProcesses(DatabaseSettings settings) {
    Database database = connect(settings, Deadlines.READ);
    return new PostgresProcesses(database.pool, database::close);
  }

  /**
   * Which release's schema it has now.
   *
   * @throws StoreException if the database does not answer
   */
  public SchemaLevel schemaLevel() {
    return Sql.run(pool, "read which release's schema it has", SchemaLevel::read);
  }

  /**
   * How many migrations its schema lacks.
   *
   * @throws StoreException if the database does not answer
   */
  public int missingMigrations() {
    return Migrations.missing(settings);
  }

  /**
   * How many connections the server allows to programs like this one.
   *
   * @throws StoreException if the database does not answer
   */
  public int allowedConnections() {
    return Sql.run(pool, "ask how many connections it allows", ConnectionPool::allowed);
  }

  /**
   * A writer with connections of its own, which end with it: for a task of the job.
   *
   * @param conventions by which lines that are JSON are read, where a log result is merged
   * @param leaseToken see {@link #openWriter(Clock, long)}; null for none
   * @throws StoreException as {@link #connect}; no connection is left behind
   */
  public static TrailWriter connectWriter(
      DatabaseSettings settings, Clock clock, Conventions conventions, Long leaseToken) {
    Database database = connect(settings, Deadlines.WRITE);
    try {
      return new PostgresTrailWriter(
          database.pool, clock, conventions, leaseToken, database::close);
    } catch (RuntimeException e) {
      // The task will be tried again and again: each time with connections of its own.
      database.close();
      throw e;
    }
  }

  /**
   * The inbox with connections of its own, which end with it: for a task of the job, which only
   * reads.
   *
   * @throws StoreException as {@link #connect}; no connection is left behind
   */
  public static Inbox connectInbox(DatabaseSettings settings) {
    Database database = connect(settings, Deadlines.WRITE);
    try {
      return new PostgresInbox(
          settings.url(),
          database.pool,
          database::listenerConnection,
          DeliveryLimits.INBOX_BYTES,
          database::close);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /**
   * How far sources have read, with a connection of its own: for a task of the job.
   *
   * @throws StoreException as {@link #connect}; no connection is left behind
   */
  public static SourcePositions connectPositions(DatabaseSettings settings) {
    Database database = connect(settings, Deadlines.WRITE);
    return new PostgresSourcePositions(database.pool, database::close);
  }

  /** How far sources have read. */
  public SourcePositions positions() {
    return new PostgresSourcePositions(pool, NOTHING);
  }

  /** The reading side. It holds nothing open between calls. */
  public TrailReader reader() {
    return new PostgresTrailReader(pool);
  }

  /**
   * The inbox; draws a new writer number.
   *
   * @param limitBytes bodies waiting at most, in bytes
   */
  public Inbox openInbox(long limitBytes) {
    return new PostgresInbox(settings.url(), pool, this::listenerConnection, limitBytes, NOTHING);
  }

  /** The inbox with room for 1 GiB. */
  public Inbox openInbox() {
    return openInbox(DeliveryLimits.INBOX_BYTES);
  }

  /** Records that could not be read or stored. */
  public DeadLetters deadLetters() {
    return new PostgresDeadLetters(pool);
  }

  /** What live readers follow. */
  public ChangeFeed openChangeFeed() {
    return new PostgresChangeFeed(pool, this::listenerConnection);
  }

  /** What is wrong with functions, by an operator's rules. */
  public Alerts alerts() {
    return new PostgresAlerts(pool);
  }

  /**
   * How far trails have been handed to another system.
   *
   * @param target what that export is called
   */
  public ExportState exportState(String target) {
    return new PostgresExportState(pool, target);
  }

  /** Keeps the statistics right; to be run every few seconds. */
  public UpkeepTask rollups() {
    return new Rollups(upkeepPool());
  }

  /** Keeps the planner's idea of the tables' sizes right; to be run every few seconds. */
  public UpkeepTask grownTables() {
    return new GrownTables(upkeepPool());
  }

  /** The reading side of the statistics. It holds nothing open between calls. */
  public StatsReader stats() {
    return new PostgresStatsReader(pool);
  }

  /** Keeps the Bloom index of searches small; to be run every few seconds. */
  public UpkeepTask bloomCompactor(Clock clock) {
    return new BloomCompactor(upkeepPool(), clock);
  }

  /** Makes quiet days small; to be run about once a minute. */
  public UpkeepTask dayCompactor(Clock clock) {
    return new DayCompactor(upkeepPool(), clock);
  }

  /** The same for all days at once, quiet or not: to measure what stays. */
  public UpkeepTask dayCompactorAtOnce(Clock clock) {
    return DayCompactor.atOnce(upkeepPool(), clock);
  }

  /** Applies the retention; to be run about once a minute. */
  public UpkeepTask housekeeping(Clock clock, RetentionLimits limits) {
    return new Housekeeping(upkeepPool(), clock, limits);
  }

  /** The same where lines that are JSON are read by {@code conventions}. */
  public UpkeepTask housekeeping(Clock clock, RetentionLimits limits, Conventions conventions) {
    return new Housekeeping(upkeepPool(), clock, limits, conventions);
  }

  /**
   * Derives headers that the flush left to later, and those of rows that an older parser wrote; to
   * be run every few seconds.
   *
   * @param conventions by which lines that are JSON are read
   */
  public HeaderTask headers(Clock clock, Conventions conventions) {
    return new HeaderUpkeep(upkeepPool(), clock, conventions);
  }

  /**
   * Events that were dropped, by reason, as far back as counts are kept.
   *
   * @throws StoreException if the database does not answer
   */
  public Map<String, Long> droppedEver() {
    return Sql.run(pool, "count dropped events", DroppedEvents::droppedEver);
  }

  /** What the store holds, and in how many bytes; reads every trail's header. */
  public StoreSize size() {
    return StoreSize.of(upkeepPool());
  }

  /** What each table and index takes, the largest table first. */
  public List<RelationSize> relations() {
    return RelationSize.all(upkeepPool());
  }

  /**
   * Takes away what replaced and deleted rows left, as the server does by itself in time: to
   * measure what stays.
   */
  public void vacuum() {
    RelationSize.vacuum(upkeepPool());
  }

  /** What background tasks use, whose statements may take long. */
  synchronized DataSource upkeepPool() {
    if (upkeep == null) {
      upkeep = ConnectionPool.beside(settings, Deadlines.UPKEEP);
    }
    return upkeep;
  }

  /** The pool itself, for tests of this module. */
  public DataSource dataSource() {
    return pool;
  }

  /** A connection of its own, outside the pool: a listener keeps it for as long as it lives. */
  private Connection listenerConnection() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("connectTimeout", "10");
    properties.setProperty("socketTimeout", Integer.toString(ServerLimits.LISTENER_ANSWER_S));
    properties.setProperty("ApplicationName", "logtrail-listener");
    if (settings.user() != null) {
      properties.setProperty("user", settings.user());
    }
    if (settings.password() != null) {
      properties.setProperty("password", settings.password());
    }
    return DriverManager.getConnection(settings.url(), properties);
  }

  @Override
  public synchronized void close() {
    pool.close();
    if (upkeep != null) {
      upkeep.close();
    }
  }
}
