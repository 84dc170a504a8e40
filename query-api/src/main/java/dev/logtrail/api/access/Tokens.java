package dev.logtrail.api.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/** All tokens that a server takes at one moment. Immutable. */
public final class Tokens {
  private final List<AccessToken> all;

  /** These tokens and no others. */
  public Tokens(List<AccessToken> all) {
    this.all = List.copyOf(all);
  }

  /** Each of them. */
  public List<AccessToken> all() {
    return all;
  }

  /**
   * The token of a secret; null if it is none of a kind. Takes the same time whether and where it
   * is found.
   */
  AccessToken find(TokenKind kind, String secret) {
    byte[] sent = TokenSecret.sha256(secret).getBytes(StandardCharsets.US_ASCII);
    AccessToken found = null;
    for (AccessToken token : all) {
      byte[] known = token.sha256().getBytes(StandardCharsets.US_ASCII);
      if (MessageDigest.isEqual(sent, known) & token.kind() == kind) {
        found = token;
      }
    }
    return found;
  }
}
