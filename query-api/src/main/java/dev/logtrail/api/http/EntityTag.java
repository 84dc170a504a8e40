package dev.logtrail.api.http;

/** Compares entity tags (RFC 9110, 8.8.3). */
public final class EntityTag {
  private EntityTag() {}

  /** Whether {@code If-None-Match} (null if not sent) names a weak tag, by weak comparison. */
  public static boolean matches(String wanted, String tag) {
    if (wanted == null) {
      return false;
    }
    for (String one : wanted.split(",")) {
      String stripped = one.strip();
      if (stripped.equals("*") || tag.equals(stripped) || tag.equals("W/" + stripped)) {
        return true;
      }
    }
    return false;
  }
}
