package dev.logtrail.store.postgres.jdbc;

/**
 * Texts as PostgreSQL can hold them. It refuses U+0000 and unpaired surrogates, which JSON may
 * carry; they are written as U+FFFF (which is no character) and what was meant, so that no text is
 * refused or changed.
 */
public final class PgText {
  private static final char ESCAPE = '\uFFFF';
  private static final int HEX_DIGITS = 4;

  private PgText() {}

  /** The text to store; null stays null. */
  public static String encode(String text) {
    if (text == null || isPlain(text)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isPairAt(text, i)) {
        out.append(c).append(text.charAt(++i));
      } else if (isPlain(c)) {
        out.append(c);
      } else {
        out.append(ESCAPE).append("%04x".formatted((int) c));
      }
    }
    return out.toString();
  }

  /** The text that was stored; null stays null. */
  public static String decode(String stored) {
    if (stored == null || stored.indexOf(ESCAPE) < 0) {
      return stored;
    }
    StringBuilder out = new StringBuilder(stored.length());
    for (int i = 0; i < stored.length(); i++) {
      char c = stored.charAt(i);
      if (c == ESCAPE && i + HEX_DIGITS < stored.length()) {
        out.append((char) Integer.parseInt(stored, i + 1, i + 1 + HEX_DIGITS, 16));
        i += HEX_DIGITS;
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isPlain(text.charAt(i)) && !isPairAt(text, i++)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPlain(char c) {
    return c != 0 && c != ESCAPE && !Character.isSurrogate(c);
  }

  private static boolean isPairAt(String text, int i) {
    return Character.isHighSurrogate(text.charAt(i))
        && i + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(i + 1));
  }
}
