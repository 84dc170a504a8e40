package dev.logtrail.api.access;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Who may call, how much, and where that is noted. The secrets are secrets: {@link #toString}
 * leaves them out.
 *
 * @param readSecret of a read token without limits; null for none
 * @param ingestSecret of an ingest token without limits; null for none
 * @param invokeSecret of an invoke token without limits; null for none
 * @param tokens gives the tokens that are known at the moment; null if there is no file of them.
 *     With it, reading and ingest need a token
 * @param rate what tokens may ask for that have no rate of their own
 * @param allowOrigins origins of pages that may read and embed the pane; {@code *} for any
 * @param log takes a line of each request; null for none. Must not wait
 */
public record AccessSettings(
    String readSecret,
    String ingestSecret,
    String invokeSecret,
    Supplier<Tokens> tokens,
    RateLimit rate,
    List<String> allowOrigins,
    Consumer<AccessLine> log) {
  public AccessSettings {
    Objects.requireNonNull(rate, "rate");
    allowOrigins = List.copyOf(allowOrigins);
    for (String origin : allowOrigins) {
      if (!origin.equals("*") && !origin.matches("https?://[^/\\s]+")) {
        throw new IllegalArgumentException(
            "allow-origin is '"
                + origin
                + "': give scheme and host only, such as"
                + " https://ide.example.com, or *");
      }
    }
  }

  /** No tokens, no foreign pages, no log. */
  public static AccessSettings open() {
    return ofSecrets(null, null, List.of());
  }

  /** One token to read and one to send; null for a door that needs none. */
  public static AccessSettings ofSecrets(
      String readSecret, String ingestSecret, List<String> allowOrigins) {
    return new AccessSettings(
        readSecret, ingestSecret, null, null, RateLimit.DEFAULT, allowOrigins, null);
  }

  /** The same with a token to invoke functions; null for none. */
  public AccessSettings invoking(String secret) {
    return new AccessSettings(readSecret, ingestSecret, secret, tokens, rate, allowOrigins, log);
  }

  /** The same with the tokens of a file. */
  public AccessSettings with(Supplier<Tokens> given) {
    return new AccessSettings(
        readSecret, ingestSecret, invokeSecret, given, rate, allowOrigins, log);
  }

  /** The same with a rate for tokens that have none of their own. */
  public AccessSettings with(RateLimit given) {
    return new AccessSettings(
        readSecret, ingestSecret, invokeSecret, tokens, given, allowOrigins, log);
  }

  /** The same with an access log. */
  public AccessSettings log(Consumer<AccessLine> given) {
    return new AccessSettings(
        readSecret, ingestSecret, invokeSecret, tokens, rate, allowOrigins, given);
  }

  String secret(TokenKind kind) {
    return switch (kind) {
      case READ -> readSecret;
      case INGEST -> ingestSecret;
      case INVOKE -> invokeSecret;
    };
  }

  /** All but the secrets, of which it only says whether they are set. */
  @Override
  public String toString() {
    return "AccessSettings[readToken=%s, ingestToken=%s, invokeToken=%s, tokens=%s, rate=%s, allowOrigins=%s]"
        .formatted(
            hidden(readSecret),
            hidden(ingestSecret),
            hidden(invokeSecret),
            hidden(tokens),
            rate,
            allowOrigins);
  }

  private static String hidden(Object secret) {
    return secret == null ? "none" : "set";
  }
}
