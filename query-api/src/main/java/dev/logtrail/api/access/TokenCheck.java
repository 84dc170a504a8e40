package dev.logtrail.api.access;

import dev.logtrail.api.http.Problem;
import dev.logtrail.api.http.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Finds the token that a request came with and refuses those without one. Where no token is set at
 * all, a door is open. Thread-safe.
 */
final class TokenCheck {
  private static final Map<TokenKind, String> SETTINGS =
      Map.of(
          TokenKind.READ, "LOGTRAIL_TOKEN",
          TokenKind.INGEST, "LOGTRAIL_INGEST_TOKEN",
          TokenKind.INVOKE, "LOGTRAIL_INVOKE_TOKEN");

  private final Tokens set;
  private final Supplier<Tokens> file;
  private final RateLimiter rates;
  private final Clock clock;
  private volatile Tokens seen;

  /**
   * Takes these tokens.
   *
   * @param settings hold the secrets of variables and flags, and tokens of a file
   * @param clock tells which have expired
   */
  TokenCheck(AccessSettings settings, RateLimiter rates, Clock clock) {
    List<AccessToken> named = new ArrayList<>();
    Stream.of(TokenKind.values())
        .filter(kind -> settings.secret(kind) != null)
        .map(
            kind ->
                AccessToken.unlimited(
                    SETTINGS.get(kind), kind, settings.secret(kind), settings.rate()))
        .forEach(named::add);
    this.set = new Tokens(named);
    this.file = settings.tokens();
    this.rates = rates;
    this.clock = clock;
  }

  /** The setting that closes a door. */
  static String setting(TokenKind kind) {
    return SETTINGS.get(kind);
  }

  /**
   * Whether no token is needed for something. To invoke has effects beyond this server: where any
   * token is asked for, that needs one, too.
   */
  boolean isOpen(TokenKind kind) {
    boolean isSet = kind == TokenKind.INVOKE ? !set.all().isEmpty() : isSet(kind);
    return file == null && !isSet;
  }

  private boolean isSet(TokenKind kind) {
    return set.all().stream().anyMatch(t -> t.kind() == kind);
  }

  /**
   * The token of a secret, whose request is counted.
   *
   * @param secret as it was sent; null if none was
   * @throws ProblemException 401 if there is no such token of that kind, or no more; 429 if its
   *     holder asks for too much
   */
  AccessToken check(TokenKind kind, String secret) {
    if (secret == null) {
      throw unauthorized("This route needs 'Authorization: Bearer …' with " + right(kind) + ".");
    }
    AccessToken token = set.find(kind, secret);
    if (token == null && file != null) {
      token = ofFile().find(kind, secret);
    }
    if (token == null) {
      throw unauthorized(
          isSet(kind)
              ? "The Bearer token is not the one of " + right(kind) + "."
              : "The Bearer token is none: right is " + right(kind) + ".");
    }
    Instant now = clock.instant();
    if (token.isExpired(now)) {
      throw unauthorized(
          "The token '%s' expired at %s: ask who runs this server for another."
              .formatted(token.name(), token.expiresAt()));
    }
    rates.take(token);
    return token;
  }

  private Tokens ofFile() {
    Tokens now = file.get();
    if (now != seen) {
      seen = now;
      rates.keep(Stream.concat(set.all().stream(), now.all().stream()).toList());
    }
    return now;
  }

  private String right(TokenKind kind) {
    String ofFile = "a token of kind '" + kind.word() + "'";
    if (file == null) {
      return SETTINGS.get(kind);
    }
    return isSet(kind) ? SETTINGS.get(kind) + ", or " + ofFile : ofFile;
  }

  private static ProblemException unauthorized(String detail) {
    return new ProblemException(
        Problem.of(401, detail).with("WWW-Authenticate", "Bearer realm=\"logtrail\""));
  }
}
