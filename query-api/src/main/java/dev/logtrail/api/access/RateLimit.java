package dev.logtrail.api.access;

import dev.logtrail.limit.ServerLimits;

/**
 * How much one token may ask for.
 *
 * @param requestsPerSecond at least 1
 * @param bytesPerSecond of bodies and answers, as they are sent; at least 1
 */
public record RateLimit(long requestsPerSecond, long bytesPerSecond) {
  /** What a token may ask for if nothing else is set. */
  public static final RateLimit DEFAULT =
      new RateLimit(ServerLimits.TOKEN_REQUESTS_PER_SECOND, ServerLimits.TOKEN_BYTES_PER_SECOND);

  public RateLimit {
    if (requestsPerSecond < 1 || bytesPerSecond < 1) {
      throw new IllegalArgumentException(
          "a rate is %d requests and %d bytes a second; right would be 1 or more"
              .formatted(requestsPerSecond, bytesPerSecond));
    }
  }
}
