package dev.logtrail.pattern;

import java.util.ArrayList;
import java.util.List;

/** Reads words, phrases and regular expressions, each with {@code -}, {@code ?} or nothing. */
final class TermsParser {

  private final Cursor cursor;
  private final List<Condition> required = new ArrayList<>();
  private final List<Condition> optional = new ArrayList<>();
  private final List<Condition> excluded = new ArrayList<>();

  TermsParser(Cursor cursor) {
    this.cursor = cursor;
  }

  Condition parse() {
    for (cursor.skipSpace(); !cursor.atEnd(); cursor.skipSpace()) {
      char sign = cursor.peek();
      List<Condition> list =
          switch (sign) {
            case '-' -> excluded;
            case '?' -> optional;
            default -> required;
          };
      if (list != required) {
        cursor.next();
        cursor.skipSpace();
        if (cursor.atEnd()) {
          throw cursor.fault(
              "a term must follow '" + sign + "'; put it in quotes to search for the sign itself");
        }
      }
      list.add(term());
    }
    return new Terms(required, optional, excluded);
  }

  private Condition term() {
    Condition term;
    if (cursor.peek() == '"') {
      String phrase = cursor.quoted();
      // AWS: a pattern of one quoted space stands for every event.
      term = new Term(phrase.isBlank() ? "" : phrase, false);
    } else if (cursor.peek() == '%') {
      term = cursor.regex();
    } else {
      term = new Term(cursor.until("\""), true);
    }
    if (!cursor.atEnd() && !Character.isWhitespace(cursor.peek())) {
      throw cursor.fault("a space must stand between two terms; put signs in double quotes");
    }
    return term;
  }
}
