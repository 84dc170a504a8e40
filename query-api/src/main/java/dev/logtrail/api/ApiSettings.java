package dev.logtrail.api;

import dev.logtrail.api.access.AccessSettings;
import dev.logtrail.api.tls.TlsFiles;
import java.util.List;
import java.util.Objects;

/**
 * Where and for whom the API listens. The tokens are secrets: {@link #toString} leaves them out,
 * and nothing may log or show them.
 *
 * @param host address to bind, such as {@code 127.0.0.1}
 * @param port port to bind; 0 takes a free one
 * @param access who may call
 * @param tls certificate and key; null to listen without TLS
 */
public record ApiSettings(String host, int port, AccessSettings access, TlsFiles tls) {
  public ApiSettings {
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(access, "access");
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port is " + port + ": give 0 (any free) to 65535");
    }
  }

  /**
   * Without TLS, with one token for each door.
   *
   * @param readToken Bearer token that reading needs; null if reading needs none
   * @param ingestToken Bearer token that ingest needs; null if ingest needs none
   * @param allowOrigins origins of pages that may read and embed the pane, such as {@code
   *     https://ide.example.com}; {@code *} for any
   */
  public ApiSettings(
      String host, int port, String readToken, String ingestToken, List<String> allowOrigins) {
    this(host, port, AccessSettings.ofSecrets(readToken, ingestToken, allowOrigins), null);
  }

  /** All but the tokens, of which it only says whether they are set. */
  @Override
  public String toString() {
    return "ApiSettings[host=%s, port=%d, readToken=%s, ingestToken=%s, allowOrigins=%s]"
        .formatted(
            host,
            port,
            hidden(access.readSecret()),
            hidden(access.ingestSecret()),
            access.allowOrigins());
  }

  private static String hidden(String token) {
    return token == null ? "none" : "set";
  }

  /**
   * Settings for this machine only: loopback, no tokens, no foreign pages.
   *
   * @param port port to bind; 0 takes a free one
   */
  public static ApiSettings loopback(int port) {
    return new ApiSettings("127.0.0.1", port, AccessSettings.open(), null);
  }
}
