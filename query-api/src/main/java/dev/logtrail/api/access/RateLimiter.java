package dev.logtrail.api.access;

import dev.logtrail.api.http.Problem;
import dev.logtrail.api.http.ProblemException;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.EstimationProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Holds each token to its rate. Requests are counted when they come; bytes when they are known,
 * which is afterwards: who took too many waits until they are paid off. Thread-safe.
 */
final class RateLimiter {
  /** More is not held against a token, so that one large answer shuts nobody out for long. */
  private static final int MOST_SECONDS = 10;

  /** Tokens of one name share their rate: two are in use while a secret is replaced. */
  private record Key(TokenKind kind, String name, RateLimit rate) {
    static Key of(AccessToken token) {
      return new Key(token.kind(), token.name(), token.rate());
    }
  }

  private record Buckets(Bucket requests, Bucket bytes) {}

  private final Map<Key, Buckets> buckets = new ConcurrentHashMap<>();
  private final TimeMeter time;

  RateLimiter(LongSupplier nanoTime) {
    this.time =
        new TimeMeter() {
          @Override
          public long currentTimeNanos() {
            return nanoTime.getAsLong();
          }

          @Override
          public boolean isWallClockBased() {
            return false;
          }
        };
  }

  /**
   * Counts a request.
   *
   * @throws ProblemException 429 if it is one too many now
   */
  void take(AccessToken token) {
    Buckets own = buckets(token);
    EstimationProbe bytes = own.bytes().estimateAbilityToConsume(1);
    if (!bytes.canBeConsumed()) {
      throw tooMany(
          token, token.rate().bytesPerSecond() + " bytes", bytes.getNanosToWaitForRefill());
    }
    ConsumptionProbe request = own.requests().tryConsumeAndReturnRemaining(1);
    if (!request.isConsumed()) {
      throw tooMany(
          token, token.rate().requestsPerSecond() + " requests", request.getNanosToWaitForRefill());
    }
  }

  /** Counts the bytes of a request and its answer. */
  void charge(AccessToken token, long bytes) {
    long most = Math.multiplyExact(MOST_SECONDS, Math.min(token.rate().bytesPerSecond(), 1L << 40));
    if (bytes > 0) {
      buckets(token).bytes().consumeIgnoringRateLimits(Math.min(bytes, most));
    }
  }

  /** Forgets all but some tokens. */
  void keep(Collection<AccessToken> tokens) {
    buckets.keySet().retainAll(tokens.stream().map(Key::of).collect(Collectors.toSet()));
  }

  private Buckets buckets(AccessToken token) {
    return buckets.computeIfAbsent(
        Key.of(token),
        key ->
            new Buckets(
                bucket(key.rate().requestsPerSecond()), bucket(key.rate().bytesPerSecond())));
  }

  private Bucket bucket(long perSecond) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(perSecond).refillGreedy(perSecond, Duration.ofSeconds(1)))
        .withCustomTimePrecision(time)
        .build();
  }

  private static ProblemException tooMany(AccessToken token, String what, long waitNanos) {
    long seconds = Math.max(1, TimeUnit.NANOSECONDS.toSeconds(waitNanos + 999_999_999L));
    return new ProblemException(
        Problem.of(
                429,
                "The token '%s' may ask for %s a second, and has: try again after %d s."
                    .formatted(token.name(), what, seconds))
            .with("Retry-After", String.valueOf(seconds)));
  }
}
