package dev.logtrail.pattern;

/**
 * A bare term or a quoted phrase.
 *
 * @param text what must stand in the message, in the same case
 * @param whole whether letters, digits and underscores may not continue it on either side
 */
record Term(String text, boolean whole) implements Condition {

  @Override
  public boolean matches(String message) {
    int at = message.indexOf(text);
    while (at >= 0 && whole && !stands(message, at)) {
      at = message.indexOf(text, at + 1);
    }
    return at >= 0;
  }

  private boolean stands(String message, int at) {
    int end = at + text.length();
    boolean glued = at > 0 && continues(text.charAt(0)) && continues(message.charAt(at - 1));
    return !glued
        && !(end < message.length()
            && continues(text.charAt(text.length() - 1))
            && continues(message.charAt(end)));
  }

  private static boolean continues(char c) {
    return c == '_' || Tokens.inWord(c);
  }

  @Override
  public RequiredTokens requiredTokens() {
    return RequiredTokens.wordsOf(text, whole, whole);
  }
}
