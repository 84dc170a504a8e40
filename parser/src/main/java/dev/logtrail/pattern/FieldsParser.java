package dev.logtrail.pattern;

import java.util.ArrayList;
import java.util.List;

/** Reads {@code [name, name = value && name != value, ...]}. */
final class FieldsParser {

  private static final String STOPS = "[](),&|=!<>\"";

  private final Cursor cursor;
  private final List<Logic<String>> columns = new ArrayList<>();
  private int gap = -1;
  private String name;

  FieldsParser(Cursor cursor) {
    this.cursor = cursor;
  }

  Condition parse() {
    cursor.expect("[", "a pattern of fields begins with [");
    do {
      if (cursor.take("...") || cursor.take("…")) {
        ellipsis();
      } else {
        column();
      }
    } while (cursor.take(","));
    cursor.expect("]", "a comma, a condition or the closing ] belongs here");
    cursor.expectEnd("the closing ]");
    return new Fields(columns, gap);
  }

  private void ellipsis() {
    if (gap >= 0) {
      throw cursor.fault("only one ellipsis (...) may stand among the fields");
    }
    gap = columns.size();
  }

  private void column() {
    cursor.skipSpace();
    name = null;
    boolean unnamed = cursor.peek() == ',' || cursor.peek() == ']';
    columns.add(
        unnamed
            ? new Logic<>(value -> true, new RequiredTokens.Unconstrained())
            : Logic.read(cursor, this::leaf));
  }

  /** One condition; the name may be left out, but not another's. */
  private Logic<String> leaf() {
    cursor.skipSpace();
    if (cursor.peek() == '%') {
      Regex regex = cursor.regex();
      return new Logic<>(regex::matches, regex.requiredTokens());
    }
    int from = cursor.position();
    String written = cursor.until(STOPS);
    if (name != null && !written.isEmpty() && !name.equals(written)) {
      throw cursor.fault(from, "a field's conditions are about itself; write " + name + " again");
    }
    name = written.isEmpty() ? name : written;
    if (!Comparison.startsAt(cursor)) {
      if (written.isEmpty()) {
        throw cursor.fault(from, "the name of a field belongs here");
      }
      return new Logic<>(value -> true, new RequiredTokens.Unconstrained());
    }
    Comparison comparison = Comparison.read(cursor, STOPS);
    return new Logic<>(comparison::matches, comparison.requiredTokens());
  }
}
