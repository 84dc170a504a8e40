package dev.logtrail.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The way to a value in a JSON document.
 *
 * @param steps a String is a property, an Integer an index, {@link #EACH} any element
 */
record Selector(List<Object> steps) {

  static final Object EACH = new Object();

  private static final String STOPS = ".[]=!<>(){}&|,\"'";

  /** Reads {@code $.a.b[0].['c.d'][*]}. */
  static Selector read(Cursor cursor) {
    cursor.expect("$", "a selector such as $.name belongs here");
    List<Object> steps = new ArrayList<>();
    while (cursor.peek() == '.' || cursor.peek() == '[') {
      if (cursor.peek() == '.') {
        cursor.next();
      }
      steps.add(cursor.peek() == '[' ? bracket(cursor) : name(cursor));
    }
    if (steps.isEmpty()) {
      throw cursor.fault("a property must follow $, as in $.name");
    }
    return new Selector(List.copyOf(steps));
  }

  private static String name(Cursor cursor) {
    String name = cursor.until(STOPS);
    if (name.isEmpty()) {
      throw cursor.fault("a property name must follow the dot; write others as $.['a name']");
    }
    return name;
  }

  private static Object bracket(Cursor cursor) {
    cursor.next();
    cursor.skipSpace();
    Object step;
    if (cursor.peek() == '\'' || cursor.peek() == '"') {
      step = cursor.quoted();
    } else if (cursor.take("*")) {
      step = EACH;
    } else {
      int from = cursor.position();
      String digits = cursor.until("]");
      if (digits.isEmpty()
          || digits.length() > 9
          || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
        throw cursor.fault(from, "an index such as 0, a * or a quoted name belongs in brackets");
      }
      step = Integer.valueOf(digits);
    }
    cursor.expect("]", "the bracket must be closed with ]");
    return step;
  }

  /** Whether a value found this way passes; null stands for "there is none". */
  boolean any(Object root, Predicate<Object> test) {
    return any(root, 0, test);
  }

  private boolean any(Object value, int step, Predicate<Object> test) {
    Object at = value;
    for (int i = step; i < steps.size(); i++) {
      Object wanted = steps.get(i);
      if (wanted == EACH && at instanceof List<?> list) {
        int rest = i + 1;
        return list.isEmpty() ? test.test(null) : list.stream().anyMatch(e -> any(e, rest, test));
      }
      at = child(at, wanted);
    }
    return test.test(at);
  }

  private static Object child(Object parent, Object step) {
    if (parent instanceof Map<?, ?> map && step instanceof String name) {
      return map.get(name);
    }
    if (parent instanceof List<?> list && step instanceof Integer index) {
      return index < list.size() ? list.get(index) : null;
    }
    return null;
  }

  /** The words of the properties, which a document that has the value must contain. */
  RequiredTokens requiredTokens() {
    List<RequiredTokens> names = new ArrayList<>();
    for (Object step : steps) {
      if (step instanceof String name) {
        names.add(JsonWords.of(new Glob(name, false, false)));
      }
    }
    return RequiredTokens.all(names);
  }
}
