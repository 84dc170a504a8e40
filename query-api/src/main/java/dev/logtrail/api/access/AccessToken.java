package dev.logtrail.api.access;

import dev.logtrail.trail.Scope;
import java.time.Instant;
import java.util.Objects;

/**
 * A token as the server knows it: not the secret, but its hash.
 *
 * @param name for logs and metrics; no secret
 * @param kind what it is for
 * @param sha256 of the secret, in lower-case hexadecimal digits
 * @param expiresAt from when on it is refused; null for never
 * @param scope what its holder may see or send
 * @param rate how much its holder may ask for
 */
public record AccessToken(
    String name, TokenKind kind, String sha256, Instant expiresAt, Scope scope, RateLimit rate) {
  public AccessToken {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(scope, "scope");
    Objects.requireNonNull(rate, "rate");
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("sha256 is not of 64 hexadecimal digits");
    }
  }

  /** A token without limits whose secret is given, as by {@code LOGTRAIL_TOKEN}. */
  public static AccessToken unlimited(String name, TokenKind kind, String secret, RateLimit rate) {
    return new AccessToken(name, kind, TokenSecret.sha256(secret), null, Scope.ALL, rate);
  }

  /** Whether it is refused by now. */
  boolean isExpired(Instant now) {
    return expiresAt != null && !now.isBefore(expiresAt);
  }

  /** All but the hash. */
  @Override
  public String toString() {
    return "AccessToken[name=%s, kind=%s, expiresAt=%s, scope=%s, rate=%s]"
        .formatted(name, kind, expiresAt, scope, rate);
  }
}
