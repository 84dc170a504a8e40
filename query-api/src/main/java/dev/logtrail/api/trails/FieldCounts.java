package dev.logtrail.api.trails;

import dev.logtrail.limit.ServerLimits;
import dev.logtrail.trail.Entry;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which fields structured lines carry, and with which values, by how many lines do. Bounded: of
 * more names or values than there is room for, those that came first count.
 */
final class FieldCounts {
  private static final int MOST_DEPTH = 4;
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_VALUE = 80;
  private static final int COUNTED_VALUES = 500;

  private final Map<String, Field> fields = new LinkedHashMap<>();

  private static final class Field {
    private long lines;
    private final Map<Object, Long> values = new HashMap<>();
  }

  /**
   * A name or a value, and how many lines have it.
   *
   * @param of the name; or the value: a text, a number, true or false
   */
  record Count(Object of, long lines) {}

  /** Counts the fields of a line. */
  void add(Entry entry) {
    add("", entry.fields(), 1);
  }

  private void add(String prefix, Map<?, ?> of, int depth) {
    of.forEach(
        (key, value) -> {
          String name = prefix + key;
          if (value instanceof Map<?, ?> inner && depth < MOST_DEPTH) {
            add(name + ".", inner, depth + 1);
          } else if (name.length() <= LONGEST_NAME) {
            count(name, value);
          }
        });
  }

  private void count(String name, Object value) {
    Field field = fields.get(name);
    if (field == null) {
      if (fields.size() >= ServerLimits.FIELDS_NAMES) {
        return;
      }
      field = new Field();
      fields.put(name, field);
    }
    field.lines++;
    boolean plain =
        value instanceof Number
            || value instanceof Boolean
            || value instanceof String text && text.length() <= LONGEST_VALUE;
    if (plain && (field.values.size() < COUNTED_VALUES || field.values.containsKey(value))) {
      field.values.merge(value, 1L, Long::sum);
    }
  }

  /** The names, those of most lines first. */
  List<Count> names() {
    return fields.entrySet().stream()
        .map(e -> new Count(e.getKey(), e.getValue().lines))
        .sorted(order())
        .toList();
  }

  /** The values of a name that most lines have, and what is not too long to be told. */
  List<Count> values(String name) {
    return fields.get(name).values.entrySet().stream()
        .map(e -> new Count(e.getKey(), e.getValue()))
        .sorted(order())
        .limit(ServerLimits.FIELDS_VALUES)
        .toList();
  }

  private static Comparator<Count> order() {
    return Comparator.comparingLong(Count::lines)
        .reversed()
        .thenComparing(count -> String.valueOf(count.of()));
  }
}
