package dev.logtrail.pattern;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.logtrail.limit.ServerLimits;

/**
 * The counted repeats of a regular expression, such as {@code a{1,3}}: each makes the compiled
 * expression longer by as much as it counts.
 */
public final class CountedRepeats {
  private static final Pattern COUNTED = Pattern.compile("\\{(\\d+)(?:,(\\d+)?)?\\}");
  private static final int MAX_DIGITS = 9;

  private CountedRepeats() {}

  /** Where the repeats come to more than {@link ServerLimits#PATTERN_REPEATS}; -1: nowhere. */
  public static int beyondLimit(String expression) {
    Matcher counts = COUNTED.matcher(expression);
    long sum = 0;
    while (counts.find()) {
      String most = counts.group(2) == null ? counts.group(1) : counts.group(2);
      sum += most.length() > MAX_DIGITS ? Integer.MAX_VALUE : Integer.parseInt(most);
      if (sum > ServerLimits.PATTERN_REPEATS) {
        return counts.start();
      }
    }
    return -1;
  }
}
