package dev.logtrail.pattern;

import java.util.List;
import java.util.function.Predicate;

/** Reads {@code { selector operator value && … }}. */
final class JsonParser {

  private static final String STOPS = "(){}&|,=<>\"";

  private final Cursor cursor;

  JsonParser(Cursor cursor) {
    this.cursor = cursor;
  }

  Condition parse() {
    cursor.expect("{", "a JSON pattern begins with {");
    Logic<Object> logic = Logic.read(cursor, this::leaf);
    cursor.expect("}", "&&, || or the closing } belongs here");
    cursor.expectEnd("the closing }");
    return new Json(logic);
  }

  private Logic<Object> leaf() {
    cursor.skipSpace();
    Selector selector = Selector.read(cursor);
    RequiredTokens names = selector.requiredTokens();
    if (Comparison.startsAt(cursor)) {
      Comparison comparison = Comparison.read(cursor, STOPS);
      RequiredTokens required = names;
      if (comparison.text() instanceof Glob glob && isWords(comparison)) {
        required = RequiredTokens.all(List.of(names, JsonWords.of(glob)));
      }
      return logic(selector, value -> compare(comparison, value), required);
    }
    if (cursor.take("NOT")) {
      cursor.expect("EXISTS", "EXISTS must follow NOT");
      return new Logic<>(
          root -> !selector.any(root, value -> value != null), new RequiredTokens.Unconstrained());
    }
    if (cursor.take("EXISTS")) {
      return logic(selector, value -> value != null, names);
    }
    cursor.expect(
        "IS", "an operator, IS NULL, IS TRUE, IS FALSE, EXISTS or NOT EXISTS belongs here");
    return logic(selector, is(), names);
  }

  private Predicate<Object> is() {
    if (cursor.take("NULL")) {
      return value -> value == JsonDocument.Scalar.NULL;
    }
    if (cursor.take("TRUE")) {
      return Boolean.TRUE::equals;
    }
    cursor.expect("FALSE", "NULL, TRUE or FALSE must follow IS");
    return Boolean.FALSE::equals;
  }

  private static Logic<Object> logic(
      Selector selector, Predicate<Object> test, RequiredTokens required) {
    return new Logic<>(root -> selector.any(root, test), required);
  }

  private static boolean isWords(Comparison comparison) {
    return comparison.operator() == Comparison.Operator.EQUAL && comparison.number() == null;
  }

  /** As AWS has it, a selector of an object, an array or nothing matches neither = nor !=. */
  private static boolean compare(Comparison comparison, Object value) {
    if (value instanceof String text) {
      return comparison.matches(text);
    }
    if (value instanceof JsonDocument.Digits digits) {
      return comparison.matches(digits.text());
    }
    return value instanceof Boolean flag && comparison.matches(flag.toString());
  }

  /** A tree of selectors over messages that are JSON. */
  private record Json(Logic<Object> logic) implements Condition {

    @Override
    public boolean matches(String message) {
      Object root = JsonDocument.read(message);
      return root != null && logic.test().test(root);
    }

    @Override
    public RequiredTokens requiredTokens() {
      return logic.requiredTokens();
    }
  }
}
