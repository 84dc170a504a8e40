package dev.logtrail.api;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Finds the known word that a mistyped one was meant to be. */
public final class Nearest {
  private Nearest() {}

  /** The known word with the fewest letters changed; null if none is near. */
  public static String to(String word, Collection<String> known) {
    String lower = word.toLowerCase(Locale.ROOT);
    String best =
        known.stream()
            .min(
                Comparator.comparingInt((String k) -> distance(lower, k.toLowerCase(Locale.ROOT)))
                    .thenComparing(Comparator.naturalOrder()))
            .orElse(null);
    return best != null && distance(lower, best.toLowerCase(Locale.ROOT)) <= limit(best)
        ? best
        : null;
  }

  private static int limit(String word) {
    return Math.max(2, word.length() / 2);
  }

  /** Levenshtein's distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replace = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replace, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
