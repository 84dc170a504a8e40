package dev.logtrail.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A tree of conditions over any kind of thing, joined by {@code &&}, {@code ||} and {@code !}.
 *
 * @param test decides for a thing
 * @param requiredTokens what the message must contain
 */
record Logic<T>(Predicate<T> test, RequiredTokens requiredTokens) {

  /** Reads {@code a && (b || c)}: parentheses bind first, then and, then or, as AWS has it. */
  static <T> Logic<T> read(Cursor cursor, Supplier<Logic<T>> leaf) {
    List<Logic<T>> parts = new ArrayList<>();
    do {
      parts.add(conjunction(cursor, leaf));
    } while (cursor.take("||"));
    if (parts.size() == 1) {
      return parts.get(0);
    }
    List<Logic<T>> any = List.copyOf(parts);
    return new Logic<>(
        thing -> any.stream().anyMatch(part -> part.test.test(thing)),
        RequiredTokens.any(any.stream().map(Logic::requiredTokens).toList()));
  }

  private static <T> Logic<T> conjunction(Cursor cursor, Supplier<Logic<T>> leaf) {
    List<Logic<T>> parts = new ArrayList<>();
    do {
      parts.add(single(cursor, leaf));
    } while (cursor.take("&&"));
    if (parts.size() == 1) {
      return parts.get(0);
    }
    List<Logic<T>> all = List.copyOf(parts);
    return new Logic<>(
        thing -> all.stream().allMatch(part -> part.test.test(thing)),
        RequiredTokens.all(all.stream().map(Logic::requiredTokens).toList()));
  }

  private static <T> Logic<T> single(Cursor cursor, Supplier<Logic<T>> leaf) {
    if (cursor.take("!")) {
      Logic<T> inner = single(cursor, leaf);
      return new Logic<>(inner.test.negate(), new RequiredTokens.Unconstrained());
    }
    if (cursor.take("(")) {
      Logic<T> inner = read(cursor, leaf);
      cursor.expect(")", "&&, || or the closing ) belongs here");
      return inner;
    }
    return leaf.get();
  }
}
