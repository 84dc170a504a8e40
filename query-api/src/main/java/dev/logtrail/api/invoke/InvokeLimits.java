package dev.logtrail.api.invoke;

import dev.logtrail.api.http.Problem;
import dev.logtrail.api.http.ProblemException;
import dev.logtrail.limit.ServerLimits;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** How often a caller may invoke, and how many of its requests may run at once. Thread-safe. */
final class InvokeLimits {
  private static final class Held {
    private final Semaphore running = new Semaphore(ServerLimits.INVOKES_OF_TOKEN);
    private final Bucket rate =
        Bucket.builder()
            .addLimit(
                limit ->
                    limit
                        .capacity(ServerLimits.INVOKES_PER_MINUTE)
                        .refillGreedy(ServerLimits.INVOKES_PER_MINUTE, Duration.ofMinutes(1)))
            .build();
  }

  private final Semaphore all = new Semaphore(ServerLimits.INVOKES);

  /** By the name of a token: there are no more than the tokens file may hold at a time. */
  private final Map<String, Held> callers = new ConcurrentHashMap<>();

  /**
   * Counts an invoke that begins.
   *
   * @param caller the name of its token; null where none is needed
   * @return to be run once, when it has ended
   * @throws ProblemException 429 or 503 if it is one too many
   */
  Runnable begin(String caller) {
    Held held = callers.computeIfAbsent(caller == null ? "" : caller, name -> new Held());
    ConsumptionProbe probe = held.rate.tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      long seconds = 1 + TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill());
      throw refused(
          429, ServerLimits.INVOKES_PER_MINUTE + " functions a minute may be invoked", seconds);
    }
    if (!held.running.tryAcquire()) {
      throw refused(
          429, ServerLimits.INVOKES_OF_TOKEN + " of your functions are running already", 5);
    }
    if (!all.tryAcquire()) {
      held.running.release();
      throw refused(503, ServerLimits.INVOKES + " functions are running already", 5);
    }
    return () -> {
      all.release();
      held.running.release();
    };
  }

  private static ProblemException refused(int status, String why, long seconds) {
    return new ProblemException(
        Problem.of(status, why + "; nothing was invoked, try again after " + seconds + " s.")
            .with("Retry-After", String.valueOf(seconds)));
  }
}
