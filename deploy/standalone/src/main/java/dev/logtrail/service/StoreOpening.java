package dev.logtrail.service;

import dev.logtrail.service.settings.ServiceOptions;
import dev.logtrail.service.settings.UserError;
import dev.logtrail.store.StoreException;
import dev.logtrail.store.postgres.Database;
import dev.logtrail.store.postgres.DatabaseSettings;
import dev.logtrail.store.postgres.SchemaTooNewException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the store for a process that is started beside others, in any order: waits until the
 * database answers and its schema is up to date, and tells health checks what it waits for.
 */
final class StoreOpening {
  private static final Logger LOG = LoggerFactory.getLogger(StoreOpening.class);
  private static final long LOOK_MS = 1_000;

  private final DatabaseSettings settings;
  private WaitingServer waiting;
  private String told;

  private StoreOpening(DatabaseSettings settings) {
    this.settings = settings;
  }

  /**
   * Returns when the store can be worked on.
   *
   * @throws SchemaTooNewException if only a newer program can
   * @throws UserError if it is told to stop while it waits
   */
  static Database await(DatabaseSettings settings, ServiceOptions options) {
    StoreOpening opening = new StoreOpening(settings);
    if (options.access().tls() == null) {
      // Without a certificate nobody could ask, and reading it is the real server's.
      opening.waiting = WaitingServer.on(new InetSocketAddress(options.address(), options.port()));
    }
    return opening.await();
  }

  /** The same where nobody asks for its health. */
  static Database await(DatabaseSettings settings) {
    return new StoreOpening(settings).await();
  }

  private Database await() {
    try {
      while (true) {
        Database opened = tryOpen();
        if (opened != null) {
          return opened;
        }
        TimeUnit.MILLISECONDS.sleep(LOOK_MS);
      }
    } catch (InterruptedException e) {
      throw new UserError("stopped while it waited for the database", e);
    } finally {
      if (waiting != null) {
        waiting.close();
      }
    }
  }

  private Database tryOpen() {
    waitsFor("the database's schema, which it or another process is bringing up to date", false);
    try {
      return Database.open(settings);
    } catch (SchemaTooNewException e) {
      throw e;
    } catch (StoreException e) {
      waitsFor("the database: " + e.getMessage().replaceFirst("\\.$", ""), true);
      return null;
    }
  }

  private void waitsFor(String what, boolean logged) {
    if (waiting != null) {
      waiting.reason(what);
    }
    if (logged && !what.equals(told)) {
      told = what;
      LOG.warn("It waits for {}", what);
    }
  }
}
