package dev.logtrail.api.tls;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;

/**
 * Where certificate and key stand.
 *
 * @param certificate PEM file of the server's certificate, followed by those that lead to its root
 * @param key PEM file of its private key, without a password
 */
public record TlsFiles(Path certificate, Path key) {
  public TlsFiles {
    Objects.requireNonNull(certificate, "certificate");
    Objects.requireNonNull(key, "key");
  }

  /**
   * Checks that they can be used.
   *
   * @throws TlsException if not
   */
  public void check(Instant now) throws TlsException {
    TlsIdentity.read(this, now).keyStore();
  }
}
