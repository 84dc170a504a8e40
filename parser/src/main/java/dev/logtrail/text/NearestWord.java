package dev.logtrail.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Finds the known word that a misspelled one was most likely meant to be. Case does not matter. */
public final class NearestWord {
  private NearestWord() {}

  /**
   * The known word with the fewest letters changed; of equals the first in the alphabet.
   *
   * @return null only if nothing is known
   */
  public static String of(String word, Collection<String> known) {
    String lower = word.toLowerCase(Locale.ROOT);
    return known.stream()
        .min(
            Comparator.comparingInt((String k) -> distance(lower, k.toLowerCase(Locale.ROOT)))
                .thenComparing(Comparator.naturalOrder()))
        .orElse(null);
  }

  /**
   * The same, if no more than half of its letters (or two) are changed.
   *
   * @return null if none is so near
   */
  public static String near(String word, Collection<String> known) {
    String best = of(word, known);
    if (best == null) {
      return null;
    }
    int changed = distance(word.toLowerCase(Locale.ROOT), best.toLowerCase(Locale.ROOT));
    return changed <= Math.max(2, best.length() / 2) ? best : null;
  }

  /** Levenshtein's distance, where two letters that changed places count as one mistake. */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        d[i][j] = i == 0 ? j : j == 0 ? i : step(d, a, b, i, j);
      }
    }
    return d[a.length()][b.length()];
  }

  private static int step(int[][] d, String a, String b, int i, int j) {
    boolean same = a.charAt(i - 1) == b.charAt(j - 1);
    int best = Math.min(d[i - 1][j - 1] + (same ? 0 : 1), Math.min(d[i - 1][j], d[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
  }
}
