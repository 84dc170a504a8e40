package dev.logtrail.payload.bytes;

import java.util.concurrent.Semaphore;

/**
 * Lets as many large texts be inflated at once as there are processors, in the order in which they
 * came. More would take no less time together, but keep whoever needs a moment of a processor, such
 * as a health check, waiting behind all of them. A turn is as long as one text of the largest size
 * takes, and nobody waits for memory in it. Thread-safe.
 */
final class LargeTurns {
  private static final Semaphore TURNS =
      new Semaphore(Runtime.getRuntime().availableProcessors(), true);

  private LargeTurns() {}

  /** What is done in a turn. */
  interface Work<T> {
    T run() throws UnreadableException;
  }

  /** Does it when its turn has come. */
  static <T> T take(Work<T> work) throws UnreadableException {
    TURNS.acquireUninterruptibly();
    try {
      return work.run();
    } finally {
      TURNS.release();
    }
  }
}
