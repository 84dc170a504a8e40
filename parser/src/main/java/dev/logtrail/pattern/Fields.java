package dev.logtrail.pattern;

import java.util.ArrayList;
import java.util.List;

/**
 * Conditions on the columns of a message, in order.
 *
 * @param columns one a column; always-true ones for those without a condition
 * @param gap how many columns stand before the ellipsis, or -1 without one
 */
record Fields(List<Logic<String>> columns, int gap) implements Condition {

  Fields {
    columns = List.copyOf(columns);
  }

  @Override
  public boolean matches(String message) {
    List<String> values = split(message);
    int missing = values.size() - columns.size();
    if (missing < 0 || gap < 0 && missing > 0) {
      return false;
    }
    for (int i = 0; i < columns.size(); i++) {
      String value = values.get(gap >= 0 && i >= gap ? i + missing : i);
      if (!columns.get(i).test().test(value)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public RequiredTokens requiredTokens() {
    return RequiredTokens.all(columns.stream().map(Logic::requiredTokens).toList());
  }

  /** Columns end at a space, those that begin with [ or a quote at their closing sign. */
  static List<String> split(String message) {
    List<String> values = new ArrayList<>();
    int noBracket = message.lastIndexOf(']');
    int noQuote = message.lastIndexOf('"');
    for (int at = 0; at < message.length(); ) {
      char c = message.charAt(at);
      if (Character.isWhitespace(c)) {
        at++;
        continue;
      }
      boolean bracket = c == '[' && noBracket > at;
      boolean enclosed = bracket || c == '"' && noQuote > at;
      int from = enclosed ? at + 1 : at;
      int end = enclosed ? message.indexOf(bracket ? ']' : '"', from) : space(message, from);
      values.add(message.substring(from, end));
      at = enclosed ? end + 1 : end;
    }
    return values;
  }

  private static int space(String message, int from) {
    int at = from;
    while (at < message.length() && !Character.isWhitespace(message.charAt(at))) {
      at++;
    }
    return at;
  }
}
