package dev.logtrail.structured.convention;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells which convention a line follows, from its keys. Each condition that any convention has for
 * a key is one bit; a line's keys are looked up once, and then each convention is a comparison of
 * bits. The first that matches counts.
 */
final class Recognition {
  /**
   * A condition for a line's key: whether {@code inside} it (null: the value itself) is of that
   * kind.
   */
  private record Question(FieldPath inside, ValueKind kind, int bit) {}

  private record Alternative(Convention convention, long[] must, long[] mustNot) {}

  private final Map<String, List<Question>> questions = new HashMap<>();
  private final Map<String, Integer> bits = new HashMap<>();
  private final List<Alternative> alternatives = new ArrayList<>();
  private final Convention otherwise;
  private final int words;

  Recognition(List<Convention> conventions, Convention otherwise) {
    this.otherwise = otherwise;
    conventions.forEach(c -> c.when().forEach(keys -> keys.forEach(this::ask)));
    words = (bits.size() + Long.SIZE - 1) / Long.SIZE;
    conventions.forEach(c -> c.when().forEach(keys -> alternatives.add(alternative(c, keys))));
  }

  private void ask(FieldPath path, ValueKind kind) {
    ValueKind asked = kind == ValueKind.ABSENT ? ValueKind.ANY : kind;
    String question = path + " " + asked;
    if (bits.containsKey(question)) {
      return;
    }
    int bit = bits.size();
    bits.put(question, bit);
    path.starts()
        .forEach(
            (head, inside) ->
                questions
                    .computeIfAbsent(head, h -> new ArrayList<>())
                    .add(new Question(inside, asked, bit)));
  }

  private Alternative alternative(Convention convention, Map<FieldPath, ValueKind> keys) {
    long[] must = new long[words];
    long[] mustNot = new long[words];
    keys.forEach(
        (path, kind) -> {
          boolean absent = kind == ValueKind.ABSENT;
          int bit = bits.get(path + " " + (absent ? ValueKind.ANY : kind));
          set(absent ? mustNot : must, bit);
        });
    return new Alternative(convention, must, mustNot);
  }

  /** The first convention that knows a line of these fields; the generic one if none does. */
  Convention of(Map<String, Object> fields) {
    long[] seen = new long[words];
    boolean first = true;
    for (Map.Entry<String, Object> field : fields.entrySet()) {
      List<Question> asked = questions.get(field.getKey());
      if (asked != null && field.getValue() != null) {
        answer(asked, field.getValue(), first, seen);
      }
      first = false;
    }
    for (Alternative alternative : alternatives) {
      if (matches(alternative, seen)) {
        return alternative.convention;
      }
    }
    return otherwise;
  }

  private static void answer(List<Question> asked, Object value, boolean first, long[] seen) {
    for (Question question : asked) {
      Object found = question.inside == null ? value : nested(question.inside, value);
      boolean yes = question.kind == ValueKind.FIRST ? first : question.kind.fits(found);
      if (found != null && yes) {
        set(seen, question.bit);
      }
    }
  }

  private static Object nested(FieldPath inside, Object value) {
    return value instanceof Map<?, ?> object ? inside.get(object) : null;
  }

  private static boolean matches(Alternative alternative, long[] seen) {
    for (int i = 0; i < seen.length; i++) {
      boolean all = (alternative.must[i] & ~seen[i]) == 0;
      if (!all || (alternative.mustNot[i] & seen[i]) != 0) {
        return false;
      }
    }
    return true;
  }

  private static void set(long[] words, int bit) {
    words[bit / Long.SIZE] |= 1L << bit % Long.SIZE;
  }
}
