package dev.logtrail.pattern;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.logtrail.limit.ServerLimits;

/** A regular expression in AWS's subset, found anywhere in a text, in linear time. */
record Regex(Pattern pattern) implements Condition {

  private static final String SYMBOLS = "_:#=@/;,-^$?[]{}|*+.";
  private static final String CLASSES = "dDsSwWx";

  /** Checks and compiles; column is where the expression begins in the pattern, from 1. */
  static Regex compile(String text, int column) {
    if (text.isEmpty()) {
      throw new FilterPatternException(column, "write an expression between the two %");
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        escape(text.charAt(++i), column + i);
      } else if (c >= 128 || !Tokens.inWord(c) && SYMBOLS.indexOf(c) < 0) {
        throw new FilterPatternException(
            column + i,
            "'"
                + c
                + "' has no place in a regular expression here; use letters, digits, \\s for"
                + " space, and "
                + SYMBOLS);
      }
    }
    int beyond = CountedRepeats.beyondLimit(text);
    if (beyond >= 0) {
      throw new FilterPatternException(
          column + beyond,
          "the counted repeats of a regular expression may come to %d in all; use * or + for more"
              .formatted(ServerLimits.PATTERN_REPEATS));
    }
    try {
      return new Regex(Pattern.compile(text));
    } catch (PatternSyntaxException e) {
      throw new FilterPatternException(column, "no valid regular expression: " + e.getMessage());
    }
  }

  private static void escape(char c, int column) {
    boolean letter = Tokens.inWord(c) && CLASSES.indexOf(c) < 0;
    if (letter || c >= 128 || c < ' ') {
      throw new FilterPatternException(
          column, "a backslash takes a sign or one of " + CLASSES + ", not '" + c + "'");
    }
  }

  @Override
  public boolean matches(String text) {
    return pattern.matcher(text).find();
  }

  @Override
  public RequiredTokens requiredTokens() {
    return new RequiredTokens.Unconstrained();
  }
}
