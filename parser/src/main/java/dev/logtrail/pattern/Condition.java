package dev.logtrail.pattern;

/** A test of one text (a message, or one field of it) and the tokens it requires there. */
interface Condition {

  boolean matches(String text);

  /** What every text that matches must contain; never more than that. */
  RequiredTokens requiredTokens();
}
