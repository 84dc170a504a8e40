package dev.logtrail.bench.target;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes a temporary server when the process is told to end (SIGTERM, Ctrl-C) while it runs, so
 * that neither its processes nor its directory stay behind.
 */
final class AtExit {
  private static final Logger LOG = LoggerFactory.getLogger(AtExit.class);

  private final Thread hook;

  private AtExit(Thread hook) {
    this.hook = hook;
  }

  /** To be called before the server starts; closing waits for a start under way. */
  static AtExit close(AutoCloseable server) {
    AtExit atExit = new AtExit(new Thread(() -> closeNow(server), "close-temporary-server"));
    Runtime.getRuntime().addShutdownHook(atExit.hook);
    return atExit;
  }

  private static void closeNow(AutoCloseable server) {
    try {
      server.close();
    } catch (Exception e) {
      LOG.warn("a temporary server did not stop cleanly: {}", e.toString());
    }
  }

  /** The server has been closed. */
  void forget() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      LOG.debug("the process is ending: the hook runs", e);
    }
  }
}
