package dev.logtrail.store.upkeep;

import dev.logtrail.text.NamePattern;
import java.util.Objects;

/**
 * How long the trails of some functions are kept, if shorter than those of all.
 *
 * @param pattern of function names
 * @param days UTC days; at least 1
 */
public record FunctionRetention(NamePattern pattern, int days) {
  public FunctionRetention {
    Objects.requireNonNull(pattern, "pattern");
    if (days < 1) {
      throw new IllegalArgumentException(
          "the retention of " + pattern.text() + " is " + days + " days; right would be 1 or more");
    }
  }
}
