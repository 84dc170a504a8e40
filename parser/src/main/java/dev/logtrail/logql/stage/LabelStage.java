package dev.logtrail.logql.stage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks at labels, or changes them. */
public sealed interface LabelStage extends Stage {
  /** A label must fit. */
  record Matches(LabelMatcher matcher) implements LabelStage {
    @Override
    public boolean pass(LogLine line) {
      return matcher.matches(line.labels().get(matcher.label()));
    }
  }

  /**
   * A label must be a number that fits. What is no number does not.
   *
   * @param op one of the six comparisons
   */
  record Compares(String label, String op, double number, Quantity.Unit unit)
      implements LabelStage {
    @Override
    public boolean pass(LogLine line) {
      double value = Quantity.of(line.labels().get(label), unit);
      return !Double.isNaN(value) && holds(value, op, number);
    }

    /** Whether a comparison holds. */
    public static boolean holds(double value, String op, double number) {
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

  /** All must pass. */
  record All(List<Stage> of) implements LabelStage {
    @Override
    public boolean pass(LogLine line) {
      return of.stream().allMatch(s -> s.pass(line));
    }
  }

  /** One must pass. */
  record Any(List<Stage> of) implements LabelStage {
    @Override
    public boolean pass(LogLine line) {
      return of.stream().anyMatch(s -> s.pass(line));
    }
  }

  /** {@code drop}: takes labels off, those with a condition only where it fits. */
  record Drop(List<String> names, List<LabelMatcher> matchers) implements LabelStage {
    @Override
    public boolean pass(LogLine line) {
      line.labels().keySet().removeAll(names);
      for (LabelMatcher m : matchers) {
        if (m.matches(line.labels().get(m.label()))) {
          line.labels().remove(m.label());
        }
      }
      return true;
    }
  }

  /** {@code keep}: takes all others off, but what says that a stage failed. */
  record Keep(List<String> names, List<LabelMatcher> matchers) implements LabelStage {
    @Override
    public boolean pass(LogLine line) {
      line.labels()
          .entrySet()
          .removeIf(
              e ->
                  !e.getKey().startsWith("__error")
                      && !names.contains(e.getKey())
                      && matchers.stream()
                          .noneMatch(m -> m.label().equals(e.getKey()) && m.matches(e.getValue())));
      return true;
    }
  }

  /**
   * {@code label_format}: renames labels, or makes them of a template.
   *
   * @param renamed the old name by the new one
   */
  record Format(Map<String, String> renamed, Map<String, Template> made) implements LabelStage {
    @Override
    public boolean pass(LogLine line) {
      Map<String, String> now = new LinkedHashMap<>();
      made.forEach((label, template) -> now.put(label, template.fill(line)));
      renamed.forEach(
          (label, old) -> {
            String value = line.labels().remove(old);
            if (value != null) {
              now.put(label, value);
            }
          });
      line.labels().putAll(now);
      return true;
    }
  }
}
