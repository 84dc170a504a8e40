package dev.logtrail.usual;

import java.util.List;
import java.util.Objects;

/**
 * Where a trail first does what the function's other trails do not.
 *
 * @param line index of the first entry that is unusual there, from 0; the number of entries if what
 *     is unusual is that no more came
 * @param after template of the entry before it; null if it is the first
 * @param found template of the entry; null if what is unusual is that no more came
 * @param usual what follows {@code after} usually, most frequent first; a null template is the end
 * @param missing templates that nearly every usual trail has and this one has not, in their order
 * @param trails how many trails tell what is usual
 */
public record Divergence(
    int line, String after, String found, List<Next> usual, List<String> missing, int trails) {

  /**
   * What may follow.
   *
   * @param template of the entry; null for the end of the trail
   * @param share of the times that anything followed, 0 to 1
   */
  public record Next(String template, double share) {}

  public Divergence {
    usual = List.copyOf(usual);
    missing = List.copyOf(missing);
    if (line < 0 || trails < 1) {
      throw new IllegalArgumentException("line " + line + " of " + trails + " trails");
    }
  }

  /** Whether the trail ended where others go on. */
  public boolean isEnd() {
    return Objects.isNull(found);
  }
}
