package dev.logtrail.api.access;

import java.util.Locale;

/** What a token is for. */
public enum TokenKind {
  /** To read: API, live tail and, without limits, metrics. */
  READ,
  /** To send: the ingest doors, and what is done with dead letters. */
  INGEST,
  /** To invoke functions with the server's credentials. */
  INVOKE;

  /** The word in files and answers. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
