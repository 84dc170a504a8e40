package dev.logtrail.trail;

import java.util.Locale;

/** Who wrote an entry. */
public enum Origin {
  FUNCTION,
  PLATFORM,
  EXTENSION,
  RUNTIME;

  /** The word in JSON, SQL, metrics and on the page: lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
