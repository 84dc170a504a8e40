package dev.logtrail.payload.carrier.notation;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.regex.Pattern;

/** Reads printed values from left to right and writes them as JSON. */
final class ValueReader {
  private static final int DEEPEST = 64;
  private static final int NARROWEST = 40;

  private static final Pattern NUMBER =
      Pattern.compile("-?(?:0|[1-9]\\d{0,30})(?:\\.\\d{1,30})?(?:[eE][+-]?\\d{1,3})?");

  private final CharSequence s;
  private final PrintedValues.LineBreak kind;
  private final StringBuilder out = new StringBuilder();
  private int i;
  private int line;

  /** Lengths of the lines that a string went on behind. */
  private int shortest = Integer.MAX_VALUE;

  private int longest;

  /** Thrown where the text is no value. */
  private static final class NoValue extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoValue() {
      super(null, null, false, false);
    }
  }

  ValueReader(CharSequence s, PrintedValues.LineBreak kind) {
    this.s = s;
    this.kind = kind;
  }

  /** All values of the text in JSON; null if something else stands there. */
  String read() {
    try {
      while (skipBlanks()) {
        value(0);
        out.append('\n');
      }
      return out.toString();
    } catch (NoValue e) {
      return null;
    }
  }

  /** What the line breaks in strings are, after reading. */
  PrintedValues.LineBreak breaks() {
    if (longest == 0 || shortest == longest) {
      return PrintedValues.LineBreak.OF_WINDOW;
    }
    return shortest >= NARROWEST && shortest * 3L >= longest * 2L
        ? PrintedValues.LineBreak.OF_BLANK
        : PrintedValues.LineBreak.OF_TEXT;
  }

  private boolean skipBlanks() {
    while (i < s.length() && s.charAt(i) <= ' ') {
      line = s.charAt(i) == '\n' ? i + 1 : line;
      i++;
    }
    return i < s.length();
  }

  private char next() {
    if (!skipBlanks()) {
      throw new NoValue();
    }
    return s.charAt(i);
  }

  private void value(int depth) {
    if (depth > DEEPEST) {
      throw new NoValue();
    }
    char c = next();
    switch (c) {
      case '{' -> all('}', depth);
      case '[' -> all(']', depth);
      case '(' -> parenthesis(depth);
      case '"', '\'', '`' -> strings();
      default -> word(depth);
    }
  }

  /** The members of an object or the elements of an array. */
  private void all(char end, int depth) {
    boolean object = end == '}';
    i++;
    out.append(object ? '{' : '[');
    int count = 0;
    while (next() != end) {
      if (count++ > 0) {
        expect(',');
        if (next() == end) {
          break;
        }
        out.append(',');
      }
      if (object) {
        key();
        colon();
        next();
        out.append(':');
      }
      value(depth + 1);
    }
    i++;
    out.append(end);
  }

  /** What stands between a key and its value: a colon, or an arrow as Ruby prints it. */
  private void colon() {
    if (next() == '=' && i + 1 < s.length() && s.charAt(i + 1) == '>') {
      i += 2;
    } else {
      expect(':');
    }
  }

  private void expect(char c) {
    if (next() != c) {
      throw new NoValue();
    }
    i++;
  }

  private void key() {
    char c = next();
    if (c == '"' || c == '\'') {
      strings();
      return;
    }
    String name = name();
    if (name.isEmpty()) {
      throw new NoValue();
    }
    out.append('"').append(name).append('"');
  }

  /** A tuple, or strings in parentheses, which are one. */
  private void parenthesis(int depth) {
    int from = i++;
    char c = next();
    if (c == '"' || c == '\'') {
      int length = out.length();
      strings();
      if (next() == ')') {
        i++;
        return;
      }
      out.setLength(length);
    }
    i = from;
    all(')', depth);
    out.setCharAt(out.length() - 1, ']');
  }

  /** A string, and those that follow it at once or behind a plus: they are one. */
  private void strings() {
    out.append('"');
    string();
    while (true) {
      int end = i;
      int endLine = line;
      boolean more = skipBlanks();
      if (more && s.charAt(i) == '+') {
        i++;
        more = skipBlanks();
      }
      if (!more || s.charAt(i) != '\'' && s.charAt(i) != '"') {
        i = end;
        line = endLine;
        break;
      }
      string();
    }
    out.append('"');
  }

  private void string() {
    char quote = s.charAt(i++);
    StringBuilder raw = new StringBuilder();
    while (true) {
      if (i >= s.length()) {
        throw new NoValue();
      }
      char c = s.charAt(i);
      if (c == '\n' || c == '\r') {
        lineBreak(raw);
      } else if (c == '\\') {
        i = skipBreaks(i + 1);
        if (i >= s.length()) {
          throw new NoValue();
        }
        raw.append('\\').append(s.charAt(i++));
      } else if (c == quote) {
        i++;
        break;
      } else {
        raw.append(c);
        i++;
      }
    }
    JsonStringEncoder.getInstance().quoteAsString(Escapes.decoded(raw.toString()), out);
  }

  private void lineBreak(StringBuilder raw) {
    int length = i - line;
    i = skipBreaks(i);
    if (i < s.length() && s.charAt(i) != '"') {
      shortest = Math.min(shortest, length);
      longest = Math.max(longest, length);
    }
    raw.append(kind.json);
  }

  private int skipBreaks(int from) {
    int k = from;
    while (k < s.length() && (s.charAt(k) == '\n' || s.charAt(k) == '\r')) {
      line = k + 1;
      k++;
    }
    return k;
  }

  /** A number, a word such as None, or a call such as datetime.datetime(2025, 11, 20). */
  private void word(int depth) {
    String word = name();
    switch (word) {
      case "" -> throw new NoValue();
      case "true", "True" -> out.append("true");
      case "false", "False" -> out.append("false");
      case "null", "None", "undefined", "nan", "NaN" -> out.append("null");
      default -> {
        if (i < s.length() && s.charAt(i) == '(') {
          int length = out.length();
          call(depth);
          out.setLength(length);
          out.append("null");
        } else if (isNumber(word)) {
          out.append(word);
        } else if (word.length() == 1 && i < s.length() && isQuote(s.charAt(i))) {
          strings(); // Python's b'…' and u'…'
        } else {
          out.append('"').append(word).append('"');
        }
      }
    }
  }

  private static boolean isQuote(char c) {
    return c == '\'' || c == '"';
  }

  private void call(int depth) {
    i++;
    int open = 1;
    int most = Math.min(s.length(), i + 200);
    while (open > 0) {
      if (i >= most || depth > DEEPEST) {
        throw new NoValue();
      }
      char c = s.charAt(i++);
      open += c == '(' ? 1 : c == ')' ? -1 : 0;
    }
  }

  /** A word's letters; a window may have cut it. */
  private String name() {
    StringBuilder word = new StringBuilder();
    while (i < s.length() && word.length() < 200) {
      char c = s.charAt(i);
      if (Character.isLetterOrDigit(c) || "_$.+-@".indexOf(c) >= 0 || c == ':' && isInTime(word)) {
        word.append(c);
        i++;
        continue;
      }
      int behind = c == '\n' ? i + 1 : -1;
      boolean cut = behind > 0 && behind < s.length() && isCut(word, s.charAt(behind));
      if (!cut) {
        break;
      }
      line = behind;
      i = behind;
    }
    return word.toString();
  }

  /** Whether a word is a time up to here, whose colon comes: {@code 2026-11-20T10}. */
  private static boolean isInTime(CharSequence word) {
    return word.length() >= 13 && word.charAt(10) == 'T' && Character.isDigit(word.charAt(0));
  }

  private static boolean isCut(CharSequence word, char next) {
    return word.length() > 0 && Character.isLetterOrDigit(next);
  }

  private static boolean isNumber(String word) {
    return NUMBER.matcher(word).matches();
  }
}
