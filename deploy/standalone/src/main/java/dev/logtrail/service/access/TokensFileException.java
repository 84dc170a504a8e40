package dev.logtrail.service.access;

/**
 * A tokens file cannot be taken. The message says where and what is wrong and what would be right,
 * and never quotes a value: somebody may have put a secret where its hash belongs.
 */
public final class TokensFileException extends Exception {
  private static final long serialVersionUID = 1L;

  TokensFileException(String message) {
    super(message, null, false, false);
  }
}
