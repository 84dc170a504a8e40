package dev.logtrail.logql.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a value stands in an object: {@code user.address[0]["post code"]}. */
public final class JsonPath {
  private static final Pattern STEP =
      Pattern.compile("\\.?([A-Za-z_][A-Za-z0-9_-]*)|\\[\"([^\"]*)\"\\]|\\[(\\d{1,9})\\]");

  /** Names, and places in lists. */
  private final List<Object> steps = new ArrayList<>();

  /**
   * A path.
   *
   * @throws IllegalArgumentException if it is none
   */
  public JsonPath(String path) {
    Matcher m = STEP.matcher(path);
    int end = 0;
    while (end < path.length() && m.find(end) && m.start() == end) {
      String name = m.group(1) == null ? m.group(2) : m.group(1);
      steps.add(name == null ? (Object) Integer.valueOf(m.group(3)) : name);
      end = m.end();
    }
    if (path.isEmpty() || end < path.length()) {
      throw new IllegalArgumentException(
          "'%s' is no path: write one such as user.address[0][\"post code\"]".formatted(path));
    }
  }

  /** What stands there; null if nothing does. */
  Object of(Map<String, Object> object) {
    Object at = object;
    for (Object step : steps) {
      if (at instanceof Map<?, ?> map && step instanceof String name) {
        at = map.get(name);
      } else if (at instanceof List<?> list && step instanceof Integer i) {
        at = i < list.size() ? list.get(i) : null;
      } else {
        return null;
      }
    }
    return at;
  }
}
