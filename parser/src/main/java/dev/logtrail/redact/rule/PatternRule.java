package dev.logtrail.redact.rule;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.logtrail.limit.EventLimits;
import dev.logtrail.limit.ServerLimits;
import dev.logtrail.pattern.CountedRepeats;

/**
 * A rule of the operator's: a regular expression in RE2's syntax. Where it has a group, only what
 * the first group matches is masked.
 */
public final class PatternRule implements Rule {
  /** Steps for each character of a text; a usual expression takes less than ten. */
  private static final int STEPS_A_CHAR = 64;

  private static final int LEAST_STEPS = 1 << 16;

  private final String name;
  private final Pattern pattern;

  private PatternRule(String name, Pattern pattern) {
    this.name = name;
    this.pattern = pattern;
  }

  /**
   * Checks and compiles a rule.
   *
   * @throws RedactionException if it cannot be one; the message says what is wrong and where
   */
  public static PatternRule of(String name, String expression) {
    if (!name.matches("[a-z][a-z0-9_-]{0,31}")) {
      throw new RedactionException(
          "the name '%s' cannot be: right are up to 32 of a-z, 0-9, _ and -, a letter first"
              .formatted(name));
    }
    if (BuiltInRules.named(name).isPresent()) {
      throw new RedactionException(
          "the name '%s' is a built-in rule's: choose another".formatted(name));
    }
    if (expression.length() > EventLimits.REDACTION_PATTERN_CHARS) {
      throw new RedactionException(
          "the pattern of '%s' has %d characters; right would be up to %d"
              .formatted(name, expression.length(), EventLimits.REDACTION_PATTERN_CHARS));
    }
    int beyond = CountedRepeats.beyondLimit(expression);
    if (beyond >= 0) {
      throw new RedactionException(
          "the counted repeats of '%s' come to more than %d at character %d; use * or + for more"
              .formatted(name, ServerLimits.PATTERN_REPEATS, beyond + 1));
    }
    Pattern compiled;
    try {
      compiled = Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      int at = expression.indexOf(e.getPattern());
      throw new RedactionException(
          "the pattern of '%s' is no regular expression: %s, at character %d (%s)"
              .formatted(name, e.getDescription(), Math.max(0, at) + 1, e.getPattern()));
    }
    if (compiled.matcher("").find()) {
      throw new RedactionException(
          "the pattern of '%s' matches the empty text, and so every place: let it need a character"
              .formatted(name));
    }
    return new PatternRule(name, compiled);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean mayMatch(CharSequence text) {
    return true;
  }

  @Override
  public void find(CharSequence text, Spans out) {
    CountedText counted = new CountedText(text, LEAST_STEPS + (long) STEPS_A_CHAR * text.length());
    int from = 0;
    try {
      Matcher matcher = pattern.matcher(counted);
      while (from <= text.length() && matcher.find(from)) {
        int group = matcher.groupCount() > 0 && matcher.start(1) >= 0 ? 1 : 0;
        out.add(matcher.start(group), matcher.end(group));
        from = Math.max(matcher.end(), matcher.start() + 1);
      }
    } catch (CountedText.TooManyStepsException e) {
      // The rest may hold what is to be masked: rather too much than too little.
      out.add(from, text.length());
    }
  }

  /** A text that counts how often it is looked at. */
  private static final class CountedText implements CharSequence {
    private final CharSequence text;
    private long steps;

    CountedText(CharSequence text, long steps) {
      this.text = text;
      this.steps = steps;
    }

    /** It was looked at too often. */
    static final class TooManyStepsException extends RuntimeException {
      private static final long serialVersionUID = 1L;

      TooManyStepsException() {
        super(null, null, false, false);
      }
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      if (--steps < 0) {
        throw new TooManyStepsException();
      }
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
