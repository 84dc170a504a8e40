package dev.logtrail.text;

/** UUIDs in texts. */
public final class UuidText {
  /** Characters of a UUID. */
  public static final int LENGTH = 36;

  private UuidText() {}

  /** Whether the characters of a UUID, of any variant, stand at {@code from}. */
  public static boolean isAt(String s, int from) {
    if (from + LENGTH > s.length()) {
      return false;
    }
    for (int k = 0; k < LENGTH; k++) {
      char c = s.charAt(from + k);
      boolean dash = k == 8 || k == 13 || k == 18 || k == 23;
      if (dash ? c != '-' : Character.digit(c, 16) < 0) {
        return false;
      }
    }
    return true;
  }
}
