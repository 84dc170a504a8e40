package dev.logtrail.logql;

import com.google.re2j.Pattern;
import java.util.Objects;

/**
 * A condition on a label; one that is absent counts as empty.
 *
 * @param label its name
 * @param op {@code =}, {@code !=}, {@code =~} or {@code !~}
 * @param value the text; of the last two an expression that must match the whole label
 * @param pattern of an expression, else null
 */
public record LabelMatcher(String label, String op, String value, Pattern pattern) {
  public LabelMatcher {
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(value, "value");
  }

  /** Whether a value fits; null as the empty text. */
  public boolean matches(String given) {
    String text = given == null ? "" : given;
    boolean same = pattern == null ? text.equals(value) : pattern.matches(text);
    return op.startsWith("!") != same;
  }

  /** The one value that fits; null if there may be others. */
  public String only() {
    return op.equals("=") ? value : null;
  }
}
