package dev.logtrail.pattern;

import java.math.BigDecimal;

/** An operator and what stands to its right: a number, a string or a regular expression. */
record Comparison(Operator operator, Condition text, BigDecimal number) implements Condition {

  /** How a value is compared. */
  enum Operator {
    EQUAL,
    NOT_EQUAL,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL
  }

  private static final int LONGEST_NUMBER = 400;

  /** A text that may be a number. */
  @Override
  public boolean matches(String value) {
    BigDecimal left = number == null ? null : number(value);
    if (left != null) {
      return compare(left.compareTo(number));
    }
    return switch (operator) {
      case EQUAL -> text.matches(value);
      case NOT_EQUAL -> !text.matches(value);
      default -> false;
    };
  }

  private boolean compare(int order) {
    return switch (operator) {
      case EQUAL -> order == 0;
      case NOT_EQUAL -> order != 0;
      case LESS -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      case GREATER_OR_EQUAL -> order >= 0;
    };
  }

  /** 4e2 equals 400, so the digits of a number are no words to look for. */
  @Override
  public RequiredTokens requiredTokens() {
    boolean words = operator == Operator.EQUAL && number == null;
    return words ? text.requiredTokens() : new RequiredTokens.Unconstrained();
  }

  /** The number that a text is: sign, decimals, exponent; or null. */
  static BigDecimal number(String text) {
    if (text.isEmpty() || text.length() > LONGEST_NUMBER || text.charAt(0) > '9') {
      return null;
    }
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  static boolean startsAt(Cursor cursor) {
    cursor.skipSpace();
    return "=!<>".indexOf(cursor.peek()) >= 0 && !cursor.atEnd();
  }

  /** Reads operator and value; stops are the signs that end a value without quotes. */
  static Comparison read(Cursor cursor, String stops) {
    Operator operator = operator(cursor);
    cursor.skipSpace();
    int from = cursor.position();
    char first = cursor.peek();
    if (first == '%') {
      return checked(cursor, from, new Comparison(operator, cursor.regex(), null));
    }
    if (first == '"') {
      return checked(cursor, from, new Comparison(operator, Glob.of(cursor.quoted()), null));
    }
    String value = cursor.until(stops);
    if (value.isEmpty()) {
      throw cursor.fault("a value must follow the operator; put signs in double quotes");
    }
    return checked(cursor, from, new Comparison(operator, Glob.of(value), number(value)));
  }

  private static Comparison checked(Cursor cursor, int from, Comparison comparison) {
    boolean equality =
        comparison.operator == Operator.EQUAL || comparison.operator == Operator.NOT_EQUAL;
    if (!equality && comparison.number == null) {
      throw cursor.fault(from, "<, <=, > and >= compare with a number; use = or != for text");
    }
    return comparison;
  }

  private static Operator operator(Cursor cursor) {
    if (cursor.take("!=") || cursor.take("=!")) {
      return Operator.NOT_EQUAL;
    }
    if (cursor.take("<=")) {
      return Operator.LESS_OR_EQUAL;
    }
    if (cursor.take(">=")) {
      return Operator.GREATER_OR_EQUAL;
    }
    if (cursor.take("=")) {
      return Operator.EQUAL;
    }
    if (cursor.take("<")) {
      return Operator.LESS;
    }
    cursor.expect(">", "one of =, !=, <, <=, > and >= belongs here");
    return Operator.GREATER;
  }
}
