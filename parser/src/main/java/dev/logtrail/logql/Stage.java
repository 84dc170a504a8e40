package dev.logtrail.logql;

import com.google.re2j.Pattern;
import dev.logtrail.text.JsonTree;
import java.util.Map;

/** A step of a pipeline: lets a line pass or not, and may add labels to it. */
public sealed interface Stage {
  /**
   * Runs it.
   *
   * @param line the text
   * @param labels by name; may be added to
   * @return whether the line passes
   */
  boolean pass(String line, Map<String, String> labels);

  /**
   * A line filter.
   *
   * @param text what must, or must not, be in the line
   * @param pattern an expression that is found in it instead; null for the text itself
   * @param wanted whether it must be there
   */
  record LineFilter(String text, Pattern pattern, boolean wanted) implements Stage {
    @Override
    public boolean pass(String line, Map<String, String> labels) {
      boolean found = pattern == null ? line.contains(text) : pattern.matcher(line).find();
      return found == wanted;
    }
  }

  /** {@code json}: fields of a line that is JSON become labels, nested ones joined by {@code _}. */
  record Json() implements Stage {
    private static final int MOST = 200;

    @Override
    public boolean pass(String line, Map<String, String> labels) {
      Map<String, Object> object = JsonTree.object(line);
      if (object != null) {
        add("", object, labels);
      }
      return true;
    }

    /** Adds fields to labels; one whose name is taken becomes {@code name_extracted}. */
    public static void add(String prefix, Map<?, ?> object, Map<String, String> labels) {
      object.forEach(
          (key, value) -> {
            String name = prefix + name(key.toString());
            if (value instanceof Map<?, ?> nested) {
              add(name + "_", nested, labels);
            } else if (value != null && !(value instanceof Iterable) && labels.size() < MOST) {
              labels.put(labels.containsKey(name) ? name + "_extracted" : name, value.toString());
            }
          });
    }

    private static String name(String key) {
      String name = key.replaceAll("[^A-Za-z0-9_]", "_");
      return name.isEmpty() || Character.isDigit(name.charAt(0)) ? "_" + name : name;
    }
  }

  /** A label must fit. */
  record LabelFilter(LabelMatcher matcher) implements Stage {
    @Override
    public boolean pass(String line, Map<String, String> labels) {
      return matcher.matches(labels.get(matcher.label()));
    }
  }

  /**
   * A label must be a number that fits.
   *
   * @param op one of the six comparisons
   */
  record NumberFilter(String label, String op, double number) implements Stage {
    @Override
    public boolean pass(String line, Map<String, String> labels) {
      double value;
      try {
        value = Double.parseDouble(labels.getOrDefault(label, ""));
      } catch (NumberFormatException e) {
        return false;
      }
      return switch (op) {
        case ">" -> value > number;
        case ">=" -> value >= number;
        case "<" -> value < number;
        case "<=" -> value <= number;
        case "!=" -> value != number;
        default -> value == number;
      };
    }
  }
}
