package dev.logtrail.logql;

import java.util.List;

/** Reads the words of a query. Not thread-safe. */
final class LogQlLexer {
  private static final List<String> SIGNS =
      List.of(
          "|=", "|~", "|>", "!=", "!~", "!>", "=~", "==", ">=", "<=", "=", ">", "<", "|", "{", "}",
          "(", ")", "[", "]", ",", "+", "-", "*", "/", "%", "^");

  private final String text;
  private int at;

  LogQlLexer(String text) {
    this.text = text;
    skipSpace();
  }

  /** Where the next word begins, from 1. */
  int column() {
    return at + 1;
  }

  boolean atEnd() {
    return at >= text.length();
  }

  /** Takes a sign if it is the next. */
  boolean take(String sign) {
    if (!sign.equals(peekSign())) {
      return false;
    }
    at += sign.length();
    skipSpace();
    return true;
  }

  /** The sign that is next; null if something else is. */
  String peekSign() {
    return SIGNS.stream().filter(s -> text.startsWith(s, at)).findFirst().orElse(null);
  }

  void expect(String sign) {
    if (!take(sign)) {
      throw new LogQlException(column(), "'%s' is expected, not %s".formatted(sign, shownNext()));
    }
  }

  /** The name that is next, without taking it; empty if something else is. */
  String peekName() {
    int end = at;
    while (end < text.length() && isName(text.charAt(end), end == at)) {
      end++;
    }
    return text.substring(at, end);
  }

  String name(String what) {
    String name = peekName();
    if (name.isEmpty()) {
      throw new LogQlException(column(), what + " is expected, not " + shownNext());
    }
    at += name.length();
    skipSpace();
    return name;
  }

  /** Takes a name if it is the next. */
  boolean takeName(String name) {
    if (!peekName().equals(name)) {
      return false;
    }
    name(name);
    return true;
  }

  /** A number, or a duration, as it is written; empty if something else is next. */
  String number() {
    int end = at;
    while (end < text.length()
        && (Character.isLetterOrDigit(text.charAt(end))
            || text.charAt(end) == '.'
            || text.charAt(end) == 'µ')) {
      end++;
    }
    String number = text.substring(at, end);
    at = end;
    skipSpace();
    return number;
  }

  boolean isNumber() {
    return !atEnd() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.');
  }

  boolean isString() {
    return !atEnd() && (text.charAt(at) == '"' || text.charAt(at) == '`');
  }

  String string() {
    int from = column();
    if (!isString()) {
      throw new LogQlException(from, "a text in quotes is expected, not " + shownNext());
    }
    char quote = text.charAt(at++);
    StringBuilder out = new StringBuilder();
    while (at < text.length() && text.charAt(at) != quote) {
      char c = text.charAt(at++);
      out.append(c == '\\' && quote == '"' ? escape(from) : c);
    }
    if (atEnd()) {
      throw new LogQlException(from, "this text has no end: put " + quote + " behind it");
    }
    at++;
    skipSpace();
    return out.toString();
  }

  private char escape(int from) {
    if (atEnd()) {
      throw new LogQlException(from, "this text has no end: put \" behind it");
    }
    char c = text.charAt(at++);
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case '\\', '"', '\'' -> c;
      default ->
          throw new LogQlException(
              at - 1,
              "'\\%s' is no escape: write \\\\%s, or the text in backticks".formatted(c, c));
    };
  }

  String shownNext() {
    return atEnd() ? "the end" : "'" + text.substring(at, Math.min(text.length(), at + 20)) + "'";
  }

  private void skipSpace() {
    while (at < text.length() && (Character.isWhitespace(text.charAt(at)) || isComment())) {
      at = isComment() ? lineEnd() : at + 1;
    }
  }

  private boolean isComment() {
    return text.charAt(at) == '#';
  }

  private int lineEnd() {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end;
  }

  private static boolean isName(char c, boolean first) {
    return c == '_'
        || c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || !first && c >= '0' && c <= '9';
  }
}
