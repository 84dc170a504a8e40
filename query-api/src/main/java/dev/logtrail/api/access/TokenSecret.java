package dev.logtrail.api.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** The secret that a token's holder sends. */
public final class TokenSecret {
  /** What secrets begin with, so that scanners of source code recognise one. */
  public static final String PREFIX = "lt_";

  private static final int BYTES = 32;

  private TokenSecret() {}

  /** A new secret of 256 random bits. */
  public static String random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * What is kept of a secret: its SHA-256 in hexadecimal digits. Nobody can find 256 random bits by
   * trying, so that a slow hash, which each request would wait for, adds nothing.
   */
  public static String sha256(String secret) {
    try {
      byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
