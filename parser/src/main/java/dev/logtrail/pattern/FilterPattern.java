package dev.logtrail.pattern;

import dev.logtrail.limit.ServerLimits;

/** A CloudWatch Logs filter pattern, read once; immutable and safe to share among threads. */
public final class FilterPattern {
  private final String text;
  private final Condition condition;

  private FilterPattern(String text, Condition condition) {
    this.text = text;
    this.condition = condition;
  }

  /**
   * Reads a pattern.
   *
   * @param text terms, {@code { JSON selectors }} or {@code [fields]}, not null; a blank one
   *     matches everything
   * @return the pattern, never null
   * @throws FilterPatternException where the pattern is not one
   */
  public static FilterPattern parse(String text) {
    if (text.length() > ServerLimits.PATTERN_CHARS) {
      throw new FilterPatternException(
          ServerLimits.PATTERN_CHARS + 1,
          "a filter pattern has at most " + ServerLimits.PATTERN_CHARS + " characters");
    }
    Cursor cursor = new Cursor(text);
    cursor.skipSpace();
    return new FilterPattern(
        text,
        switch (cursor.peek()) {
          case '{' -> new JsonParser(cursor).parse();
          case '[' -> new FieldsParser(cursor).parse();
          default -> new TermsParser(cursor).parse();
        });
  }

  /** A pattern that can be read, of the kind that a text which cannot seems to be meant as. */
  public static String exampleFor(String text) {
    String start = text.stripLeading();
    if (start.startsWith("{")) {
      return "{ $.level = \"ERROR\" }";
    }
    if (start.startsWith("[")) {
      return "[time, level = ERROR, ...]";
    }
    return start.contains("%") ? "%error-\\d+%" : "\"connection reset\" -retry";
  }

  /**
   * Whether a message matches; takes time linear in its length.
   *
   * @param message one raw event, not null
   */
  public boolean matches(String message) {
    return condition.matches(message);
  }

  /** What every matching message must contain; never null, and never more than that. */
  public RequiredTokens requiredTokens() {
    return condition.requiredTokens();
  }

  /**
   * Where what was searched for begins in a message: the first of the words that each match has.
   *
   * @param message one raw event, not null
   * @return its index; -1 if that is not known
   */
  public int firstWord(String message) {
    return FirstWord.of(requiredTokens(), message);
  }

  /** The pattern as it was written. */
  @Override
  public String toString() {
    return text;
  }
}
