package dev.logtrail.ingest;

/** Picks the first of several values that is told at all. */
final class Told {
  private Told() {}

  /** The first that is neither null nor blank; the last one if none is. */
  static String first(String... values) {
    for (String value : values) {
      if (value != null && !value.isBlank()) {
        return value.strip();
      }
    }
    return values[values.length - 1];
  }
}
