package dev.logtrail.store.postgres.list;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where a page ended: the sort key of its last row, and the order it was listed in.
 *
 * @param newestFirst the order
 * @param at start, epoch ms; {@link #NO_TIME} where no time is known
 * @param id trail id
 */
public record ListCursor(boolean newestFirst, long at, long id) {
  /** Sorts before every time. */
  public static final long NO_TIME = Long.MIN_VALUE;

  private static final String VERSION = "1";

  public String text() {
    String plain = "%s,%s,%d,%d".formatted(VERSION, newestFirst ? "n" : "o", at, id);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * Reads a cursor.
   *
   * @throws IllegalArgumentException if it is none, or of the other order
   */
  public static ListCursor parse(String text, boolean newestFirst) {
    ListCursor cursor = parse(text);
    if (cursor.newestFirst != newestFirst) {
      throw new IllegalArgumentException(
          "the cursor comes from a list in the other order; use it with the order it came from");
    }
    return cursor;
  }

  private static ListCursor parse(String text) {
    try {
      byte[] plain = Base64.getUrlDecoder().decode(text);
      String[] parts = new String(plain, StandardCharsets.US_ASCII).split(",", -1);
      if (parts.length == 4 && parts[0].equals(VERSION) && parts[1].matches("[no]")) {
        return new ListCursor(
            parts[1].equals("n"), Long.parseLong(parts[2]), Long.parseLong(parts[3]));
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(wrong(text), e);
    }
    throw new IllegalArgumentException(wrong(text));
  }

  private static String wrong(String text) {
    return "not a cursor: \"" + text + "\"; pass nextCursor of the page before, unchanged";
  }
}
