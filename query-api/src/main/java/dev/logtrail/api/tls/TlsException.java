package dev.logtrail.api.tls;

/** Certificate or key cannot be used. The message says what is wrong and what would be right. */
public final class TlsException extends Exception {
  private static final long serialVersionUID = 1L;

  TlsException(String message) {
    super(message, null, false, false);
  }
}
