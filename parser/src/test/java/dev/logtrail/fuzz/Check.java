package dev.logtrail.fuzz;

/** What must hold of any input. */
final class Check {
  private Check() {}

  static void that(boolean holds, String otherwise, Object about) {
    if (!holds) {
      throw new IllegalStateException(otherwise + ": " + about);
    }
  }
}
