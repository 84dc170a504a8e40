package dev.logtrail.service.settings;

import dev.logtrail.api.access.AccessSettings;
import dev.logtrail.api.access.RateLimit;
import dev.logtrail.api.tls.TlsException;
import dev.logtrail.api.tls.TlsFiles;
import dev.logtrail.limit.ServerLimits;
import java.nio.file.Path;
import java.time.Instant;
import picocli.CommandLine.Option;

/** The settings of who may call, beside the two plain tokens. */
public final class AccessOptions {
  @Option(
      names = "--tokens",
      paramLabel = "FILE",
      description =
          "YAML file of tokens (logtrail token new), read again when it changes. With it, reading"
              + " and sending need a token.")
  private Path tokens;

  @Option(
      names = "--token-requests-per-second",
      paramLabel = "N",
      defaultValue = "" + ServerLimits.TOKEN_REQUESTS_PER_SECOND,
      description =
          "Requests that one token may send, if its entry says no other (default:"
              + " ${DEFAULT-VALUE}).")
  private long requestsPerSecond;

  @Option(
      names = "--token-bytes-per-second",
      paramLabel = "N",
      defaultValue = "" + ServerLimits.TOKEN_BYTES_PER_SECOND,
      description = "The same in bytes of bodies and answers (default: ${DEFAULT-VALUE}).")
  private long bytesPerSecond;

  @Option(
      names = "--tls-cert",
      paramLabel = "FILE",
      description =
          "PEM file of the certificate and those that lead to its root; with --tls-key the port"
              + " speaks TLS 1.2 and 1.3. Both are read again when they change.")
  private Path tlsCert;

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      description = "PEM file of its private key, without a password.")
  private Path tlsKey;

  @Option(
      names = "--access-log",
      paramLabel = "FILE",
      description =
          "Writes a line for each request into this file, or to standard output with '-' (default:"
              + " none).")
  private String accessLog;

  void check() {
    rate();
    if ((tlsCert == null) != (tlsKey == null)) {
      throw UserError.ofSettings(
          "--tls-cert and --tls-key belong together: give both, or none to listen without TLS");
    }
    if (accessLog != null && accessLog.isBlank()) {
      throw UserError.ofSettings("--access-log is empty; right would be a file, or - ");
    }
    try {
      if (tlsCert != null) {
        tls().check(Instant.now());
      }
    } catch (TlsException e) {
      throw UserError.ofSettings("--tls-cert, --tls-key: " + e.getMessage());
    }
  }

  /** What tokens may ask for that have no rate of their own. */
  public RateLimit rate() {
    try {
      return new RateLimit(requestsPerSecond, bytesPerSecond);
    } catch (IllegalArgumentException e) {
      throw UserError.ofSettings(
          "--token-requests-per-second and --token-bytes-per-second: " + e.getMessage());
    }
  }

  AccessSettings with(AccessSettings plain) {
    return plain.with(rate());
  }

  /** The tokens file; null for none. */
  public Path tokens() {
    return tokens;
  }

  /** Certificate and key; null to listen without TLS. */
  public TlsFiles tls() {
    return tlsCert == null ? null : new TlsFiles(tlsCert, tlsKey);
  }

  /** Where the access log goes: a file, or {@code -}; null for nowhere. */
  public String accessLog() {
    return accessLog;
  }
}
