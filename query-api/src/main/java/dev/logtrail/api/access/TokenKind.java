package dev.logtrail.api.access;

import java.util.Locale;

/** What a token is for. */
public enum TokenKind {
  /** To read: API, live tail and, without limits, metrics. */
  READ,
  /** To send: the ingest doors. */
  INGEST;

  /** The word in files and answers. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
