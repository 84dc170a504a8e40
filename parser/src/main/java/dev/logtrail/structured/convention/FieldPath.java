package dev.logtrail.structured.convention;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A field's name. A dot may stand for nesting or for itself: {@code log.level} finds {@code
 * {"log.level":…}} and {@code {"log":{"level":…}}}, flat first. {@code []} after a part looks into
 * each element of an array: {@code spans[].requestId}.
 */
public final class FieldPath {
  private static final String EACH = "[]";

  /**
   * One place to cut the name: {@code head} names an object (or array of them), {@code rest} is
   * inside.
   */
  private record Cut(String head, boolean each, FieldPath rest) {}

  private final String name;
  private final Cut[] cuts;

  private FieldPath(String name, Cut[] cuts) {
    this.name = name;
    this.cuts = cuts;
  }

  static FieldPath of(String name) {
    int dots = (int) name.chars().filter(c -> c == '.').count();
    Cut[] cuts = new Cut[dots];
    int dot = name.length();
    for (int i = 0; i < dots; i++) {
      dot = name.lastIndexOf('.', dot - 1);
      String head = name.substring(0, dot);
      boolean each = head.endsWith(EACH);
      String key = each ? head.substring(0, head.length() - EACH.length()) : head;
      cuts[i] = new Cut(key, each, of(name.substring(dot + 1)));
    }
    return new FieldPath(name, cuts);
  }

  /** The value, or null if it is not there (or is JSON null). */
  public Object get(Map<?, ?> fields) {
    Object flat = fields.get(name);
    for (int i = 0; flat == null && i < cuts.length; i++) {
      flat = inside(cuts[i], fields.get(cuts[i].head));
    }
    return flat;
  }

  private static Object inside(Cut cut, Object value) {
    if (value instanceof Map<?, ?> object && !cut.each) {
      return cut.rest.get(object);
    }
    if (cut.each && value instanceof List<?> list) {
      for (Object element : list) {
        Object found = element instanceof Map<?, ?> object ? cut.rest.get(object) : null;
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  /** Takes the value out, and the objects it leaves empty; elements of arrays stay. */
  public void remove(Map<?, ?> fields) {
    if (fields.get(name) != null) {
      fields.remove(name);
      return;
    }
    for (Cut cut : cuts) {
      if (!cut.each
          && fields.get(cut.head) instanceof Map<?, ?> object
          && cut.rest.get(object) != null) {
        cut.rest.remove(object);
        if (object.isEmpty()) {
          fields.remove(cut.head);
        }
        return;
      }
    }
  }

  /**
   * The keys of a line under which this path can begin, and what then remains of it: null where the
   * key is the whole name.
   */
  Map<String, FieldPath> starts() {
    Map<String, FieldPath> starts = new LinkedHashMap<>();
    starts.put(name, null);
    for (Cut cut : cuts) {
      if (!cut.each) {
        starts.put(cut.head, cut.rest);
      }
    }
    return starts;
  }

  @Override
  public String toString() {
    return name;
  }
}
