package dev.logtrail.logql.stage;

import com.google.re2j.Pattern;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * A condition on a label; one that is absent counts as empty. Names of levels are compared in any
 * case, and as loggers have them: {@code warning} is WARN.
 *
 * @param label its name
 * @param op {@code =}, {@code !=}, {@code =~} or {@code !~}
 * @param value the text; of the last two an expression that must match the whole label
 * @param pattern of an expression, else null
 */
public record LabelMatcher(String label, String op, String value, Pattern pattern) {
  private static final Map<String, String> OTHER_NAMES =
      Map.of("WARN", "WARNING", "ERROR", "ERR", "FATAL", "CRITICAL", "INFO", "INFORMATION");

  public LabelMatcher {
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(value, "value");
  }

  /** Whether a value fits; null as the empty text. */
  public boolean matches(String given) {
    String text = given == null ? "" : given;
    boolean level = label.equals("level") || label.equals("detected_level");
    boolean same = level ? isLevel(text) : is(text);
    return op.startsWith("!") != same;
  }

  private boolean is(String text) {
    return pattern == null ? text.equals(value) : pattern.matches(text);
  }

  private boolean isLevel(String level) {
    String upper = level.toUpperCase(Locale.ROOT);
    String other = OTHER_NAMES.get(upper);
    if (pattern == null) {
      return upper.equalsIgnoreCase(value) || value.equalsIgnoreCase(other);
    }
    return is(upper)
        || is(upper.toLowerCase(Locale.ROOT))
        || other != null && (is(other) || is(other.toLowerCase(Locale.ROOT)));
  }

  /** The one value that fits; null if there may be others. */
  public String only() {
    return op.equals("=") ? value : null;
  }
}
