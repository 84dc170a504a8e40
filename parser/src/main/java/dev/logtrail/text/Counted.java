package dev.logtrail.text;

import java.util.Locale;

/** Numbers with the word for what they count: "1 line", "2 lines", "12,345 lines". */
public final class Counted {
  private Counted() {}

  /**
   * @param word the word for one, to which an s makes the word for several
   */
  public static String of(long count, String word) {
    return String.format(Locale.ROOT, "%,d %s%s", count, word, count == 1 ? "" : "s");
  }
}
