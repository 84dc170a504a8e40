package dev.logtrail.service.data;

import dev.logtrail.service.settings.UserError;
import dev.logtrail.store.FaultLog;
import dev.logtrail.store.postgres.DatabaseSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The embedded PostgreSQL server, in the data directory. It survives a kill -9 of this program; the
 * next start stops it first. One that ends or no longer answers is started again, on the same port
 * and data.
 */
public final class EmbeddedPostgresServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgresServer.class);
  private static final Duration START_WITHIN = Duration.ofSeconds(60);

  /** After a crash the server first applies what it had logged, which may be 2 GB. */
  private static final Duration RECOVER_WITHIN = Duration.ofMinutes(10);

  private static final Duration KILL_AFTER = Duration.ofSeconds(60);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
  private static final long LOOK_MS = 1_000;
  private static final long LONGEST_PAUSE_MS = 15_000;
  private static final String USER = "postgres";

  private final Path directory;
  private final Path log;
  private final Duration answerWithin;
  private final Duration killAfter;
  private final String url;
  private final int port;
  private final FaultLog faults = new FaultLog(LOG, "The embedded PostgreSQL");
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread = new Thread(this::supervise, "postgres-supervisor");
  private EmbeddedPostgresProcess process;
  private long pauseMs = LOOK_MS;
  private long silentSinceNs;
  private volatile String problem;

  private EmbeddedPostgresServer(Path data, Duration answerWithin, Duration killAfter)
      throws IOException {
    this.directory = data.resolve("postgres");
    this.log = data.resolve("postgres.log");
    this.answerWithin = answerWithin;
    this.killAfter = killAfter;
    this.process = EmbeddedPostgresProcess.start(directory, log, 0, START_WITHIN);
    this.url = process.url(USER);
    this.port = process.port();
    thread.setDaemon(true);
  }

  /**
   * Starts the server; makes its directory on the first start.
   *
   * @param data the data directory, which this process owns alone
   * @throws UserError if it does not start; the message names the server's log
   */
  public static EmbeddedPostgresServer start(Path data) {
    return start(data, ANSWER_WITHIN, KILL_AFTER);
  }

  /**
   * The same with other deadlines.
   *
   * @param answerWithin after which time a question counts as not answered
   * @param killAfter after which time without an answer the server is killed
   */
  static EmbeddedPostgresServer start(Path data, Duration answerWithin, Duration killAfter) {
    Path directory = data.resolve("postgres");
    OrphanedPostgres.stop(directory);
    try {
      EmbeddedPostgresServer server = new EmbeddedPostgresServer(data, answerWithin, killAfter);
      server.thread.start();
      return server;
    } catch (IOException | RuntimeException e) {
      throw new UserError(
          "the embedded PostgreSQL in %s did not start: %s. Its log is %s; with --db another server can be used."
              .formatted(directory, e.getMessage(), data.resolve("postgres.log")),
          e);
    }
  }

  /** How to reach it. */
  public DatabaseSettings settings() {
    return new DatabaseSettings(url, null, null);
  }

  /** What is wrong with it at the moment; null if it answers. Never waits. */
  public String problem() {
    return problem;
  }

  private void supervise() {
    while (!stopsWithin(pauseMs)) {
      try {
        if (process != null && process.isAlive()) {
          ask();
        } else {
          failed("it has ended; see " + log);
          startAgain();
        }
      } catch (IOException | RuntimeException e) {
        pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
        failed(e.getMessage());
      }
    }
  }

  private void ask() throws IOException {
    String silence = EmbeddedPostgresProbe.ask(url, answerWithin);
    if (silence == null) {
      process.look();
      silentSinceNs = 0;
      worked();
      return;
    }
    if (!process.isAlive()) {
      return;
    }
    failed("it does not answer: " + silence);
    if (silentSinceNs == 0) {
      silentSinceNs = System.nanoTime();
    } else if (System.nanoTime() - silentSinceNs > killAfter.toNanos()) {
      LOG.warn(
          "The embedded PostgreSQL has not answered for {} s and is killed and started again",
          killAfter.toSeconds());
      silentSinceNs = 0;
      startAgain();
    }
  }

  private void startAgain() throws IOException {
    if (process != null) {
      process.kill();
      process = null;
    }
    OrphanedPostgres.stop(directory);
    if (stop.getCount() > 0) {
      process = EmbeddedPostgresProcess.start(directory, log, port, RECOVER_WITHIN);
      worked();
    }
  }

  private void failed(String reason) {
    if (stop.getCount() > 0) {
      problem = "the embedded PostgreSQL does not work: " + reason;
      faults.failed(reason);
    }
  }

  private void worked() {
    problem = null;
    pauseMs = LOOK_MS;
    faults.worked();
  }

  private boolean stopsWithin(long ms) {
    try {
      return stop.await(ms, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }

  /** From now on its end is no fault: at a terminal, Ctrl-C reaches it too. */
  public void expectEnd() {
    stop.countDown();
  }

  @Override
  public void close() throws IOException {
    expectEnd();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (process != null) {
      process.close();
    }
  }
}
