package dev.logtrail.redact.rule;

/**
 * One look at a text for all built-in rules: false if none of them may match. Most texts hold no
 * secret, and this is all that is done with them.
 */
public final class QuickLook {
  private static final int CARD_DIGITS = 13;

  private QuickLook() {}

  /** Whether a text may hold what a built-in rule finds, or an escape behind which it stands. */
  public static boolean mayHold(String text) {
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        if (++digits >= CARD_DIGITS) {
          return true;
        }
      } else if (c != ' ' && c != '-') {
        digits = 0;
        if (begins(text, i, c)) {
          return true;
        }
      }
    }
    return text.contains("PRIVATE KEY-----");
  }

  /** Whether a character, of those that are rare in logs, stands in a word that rules look for. */
  private static boolean begins(String text, int i, char c) {
    return switch (c) {
      case '@' -> true;
      case '%' -> text.startsWith("%40", i);
      case '\\' -> text.startsWith("\\u00", i);
      case 'J' -> text.startsWith("eyJ", i - 2);
      case 'I' -> isKeyPrefix(text, i);
      case 'C' ->
          isKeyPrefix(text, i)
              || Chars.matches(text, i - 1, "ecret")
              || Chars.matches(text, i - 3, "asic");
      case 'k', 'K' -> Chars.matches(text, i - 1, "oken");
      case 'c' -> Chars.matches(text, i - 1, "ecret") || Chars.matches(text, i - 3, "asic");
      case 'z', 'Z' -> Chars.matches(text, i - 6, "uthorization");
      case 'r', 'R' -> Chars.matches(text, i - 2, "earer");
      default -> false;
    };
  }

  /** The third character of {@code AKIA}, {@code ASIA}, {@code ABIA} and {@code ACCA}. */
  private static boolean isKeyPrefix(String text, int i) {
    return i > 1 && i + 1 < text.length() && text.charAt(i - 2) == 'A' && text.charAt(i + 1) == 'A';
  }
}
