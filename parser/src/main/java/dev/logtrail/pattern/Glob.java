package dev.logtrail.pattern;

/**
 * A string to compare with, which an asterisk opens at its start, its end, or both.
 *
 * @param text without those asterisks; one in the middle is itself, as AWS has it
 */
record Glob(String text, boolean openStart, boolean openEnd) implements Condition {

  static Glob of(String written) {
    if (written.equals("*")) {
      return new Glob("", true, true);
    }
    boolean start = written.startsWith("*");
    boolean end = written.length() > 1 && written.endsWith("*");
    int to = written.length() - (end ? 1 : 0);
    return new Glob(written.substring(start ? 1 : 0, to), start, end);
  }

  @Override
  public boolean matches(String value) {
    if (openStart) {
      return openEnd ? value.contains(text) : value.endsWith(text);
    }
    return openEnd ? value.startsWith(text) : value.equals(text);
  }

  @Override
  public RequiredTokens requiredTokens() {
    return RequiredTokens.wordsOf(text, !openStart, !openEnd);
  }
}
