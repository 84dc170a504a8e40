package dev.logtrail.api.loki;

import dev.logtrail.api.http.Problem;
import dev.logtrail.api.http.ProblemException;
import dev.logtrail.limit.LokiLimits;
import io.javalin.http.Handler;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets few questions read lines at once, in the order they came. Side by side, those of one
 * dashboard would share the time that each of them may take, and all be given up.
 */
final class LokiTurns {
  private final Semaphore turns;
  private final int mostWaiting;
  private final long waitMs;

  LokiTurns() {
    this(LokiLimits.READERS, LokiLimits.WAITING_READERS, LokiLimits.WAIT_MS);
  }

  LokiTurns(int readers, int mostWaiting, long waitMs) {
    this.turns = new Semaphore(readers, true);
    this.mostWaiting = mostWaiting;
    this.waitMs = waitMs;
  }

  /** The same handler, which waits for its turn. */
  Handler of(Handler handler) {
    return ctx -> {
      take();
      try {
        handler.handle(ctx);
      } finally {
        give();
      }
    };
  }

  /**
   * Waits for a turn.
   *
   * @throws ProblemException 503 if too many wait, or it does not come in time
   */
  void take() {
    try {
      boolean taken =
          turns.getQueueLength() < mostWaiting && turns.tryAcquire(waitMs, TimeUnit.MILLISECONDS);
      if (!taken) {
        throw refusal();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw refusal();
    }
  }

  void give() {
    turns.release();
  }

  private static ProblemException refusal() {
    return new ProblemException(
        Problem.of(503, "Too many questions about lines wait already; try again in a moment.")
            .with("Retry-After", "5"));
  }
}
