package dev.logtrail.text;

import java.util.Objects;

/**
 * A pattern of names: {@code *} is any text, {@code ?} any one character, all else itself.
 *
 * @param text the pattern; not blank
 */
public record NamePattern(String text) {
  public NamePattern {
    Objects.requireNonNull(text, "text");
    if (text.isBlank()) {
      throw new IllegalArgumentException(
          "a pattern of names is empty; right would be orders-* or * for all");
    }
  }

  /** Whether a name fits, from its first to its last character. */
  public boolean matches(String name) {
    int at = 0;
    int inText = 0;
    int star = -1;
    int afterStar = 0;
    while (at < name.length()) {
      char c = inText < text.length() ? text.charAt(inText) : 0;
      if (inText < text.length() && c == '*') {
        star = inText++;
        afterStar = at;
      } else if (inText < text.length() && (c == '?' || c == name.charAt(at))) {
        inText++;
        at++;
      } else if (star >= 0) {
        inText = star + 1; // let the last star take one more
        at = ++afterStar;
      } else {
        return false;
      }
    }
    while (inText < text.length() && text.charAt(inText) == '*') {
      inText++;
    }
    return inText == text.length();
  }
}
