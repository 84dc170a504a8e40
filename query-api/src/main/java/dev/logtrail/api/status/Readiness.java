package dev.logtrail.api.status;

import dev.logtrail.store.StoreException;
import dev.logtrail.store.TrailReader;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the store answers, found out by a thread of its own, so that whoever asks never waits for
 * a store that hangs.
 */
public final class Readiness implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);
  private static final long LOOK_MS = 1_000;
  private static final long FRESH_WITHIN_MS = 30;
  private static final long HUNG_MS = 2_000;

  private final TrailReader reader;
  private final Thread thread = new Thread(this::run, "logtrail-readiness");
  private boolean wanted = true;
  private boolean closed;
  private boolean asking;
  private long askedAt;
  private long answers;
  private String fault = "It was not asked yet.";

  /** Asks a store from now on. */
  public Readiness(TrailReader reader) {
    this.reader = reader;
    thread.setDaemon(true);
    thread.start();
  }

  /** Why the store cannot be asked, or null if it answers. Never takes long. */
  public synchronized String fault() {
    long before = answers + (asking ? 1 : 0);
    wanted = true;
    notifyAll();
    try {
      long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(FRESH_WITHIN_MS);
      for (long left = FRESH_WITHIN_MS; answers <= before && left > 0; ) {
        wait(left);
        left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    long hungMs = asking ? TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - askedAt) : 0;
    return hungMs > HUNG_MS ? "It has not answered for " + hungMs / 1_000 + " s." : fault;
  }

  private void run() {
    try {
      while (awaitWork()) {
        String answer = ask();
        synchronized (this) {
          asking = false;
          answers++;
          fault = answer;
          notifyAll();
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("the store is not asked any more");
    }
  }

  private synchronized boolean awaitWork() throws InterruptedException {
    if (!wanted && !closed) {
      wait(LOOK_MS);
    }
    wanted = false;
    asking = true;
    askedAt = System.nanoTime();
    return !closed;
  }

  private String ask() {
    try {
      reader.ping();
      return null;
    } catch (StoreException e) {
      return String.valueOf(e.getMessage());
    } catch (RuntimeException e) {
      LOG.warn("the store could not be asked whether it answers", e);
      return "a fault of the server; its log has the reason";
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    thread.interrupt();
  }
}
