package dev.logtrail.store.postgres.jdbc;

import dev.logtrail.store.FaultLog;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to one notification channel on a connection and a thread of its own, and connects again
 * whenever the connection is lost.
 */
public final class Listener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
  private static final int WAIT_MS = 10_000;
  private static final int ALIVE_SECONDS = 5;
  private static final long FIRST_PAUSE_MS = 100;
  private static final long LONGEST_PAUSE_MS = 5_000;

  /** What happens on the channel; called on the listener's thread. */
  public interface Events {
    /** Listening (again): what was notified before may have been missed. */
    void listening();

    /** Something was notified; several at once come as the last. */
    void notified(String lastPayload);
  }

  private final Sql.Connector connector;
  private final String channel;
  private final Events events;
  private final FaultLog faults;
  private final Thread thread;
  private final CountDownLatch stop = new CountDownLatch(1);
  private volatile Connection connection;

  public Listener(Sql.Connector connector, String channel, Events events) {
    this.connector = connector;
    this.channel = channel;
    this.events = events;
    this.faults = new FaultLog(LOG, "Listening to " + channel);
    this.thread = new Thread(this::run, "logtrail-listen-" + channel);
    thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  private void run() {
    long pauseMs = FIRST_PAUSE_MS;
    while (!isStopped()) {
      try (Connection opened = connector.open()) {
        connection = opened;
        Sql.execute(opened, "listen " + channel);
        pauseMs = FIRST_PAUSE_MS;
        faults.worked();
        call(events::listening);
        receive(opened);
      } catch (SQLException e) {
        if (!isStopped()) {
          faults.failed(e.getMessage());
          pause(pauseMs);
          pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
        }
      }
    }
  }

  private void receive(Connection opened) throws SQLException {
    PGConnection notifying = opened.unwrap(PGConnection.class);
    while (!isStopped()) {
      PGNotification[] notifications = notifying.getNotifications(WAIT_MS);
      if (notifications != null && notifications.length > 0) {
        String last = notifications[notifications.length - 1].getParameter();
        call(() -> events.notified(last));
      } else if (!opened.isValid(ALIVE_SECONDS)) {
        throw new SQLException("the connection no longer answers");
      }
    }
  }

  /** Calls a listener; if it fails, that is logged and the others are still called. */
  private void call(Runnable event) {
    try {
      event.run();
    } catch (RuntimeException e) {
      LOG.error("a listener to {} failed", channel, e);
    }
  }

  private boolean isStopped() {
    return stop.getCount() == 0;
  }

  private void pause(long ms) {
    try {
      stop.await(ms, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      stop.countDown();
    }
  }

  /** Stops and waits until no more calls come. */
  @Override
  public void close() {
    stop.countDown();
    Connection open = connection;
    try {
      if (open != null) {
        // Ends a wait for notifications at once; closing would wait for it.
        open.abort(Runnable::run);
      }
      if (Thread.currentThread() != thread) {
        thread.join();
      }
    } catch (SQLException e) {
      LOG.warn("cannot end the connection that listens to {}", channel, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
