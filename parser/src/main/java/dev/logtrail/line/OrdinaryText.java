package dev.logtrail.line;

import dev.logtrail.trail.Level;

/**
 * Tells text lines that are surely one entry of no error from those that have to be read to know.
 * Whatever readers of records and failures look for makes a line doubtful: they are the measure,
 * and a test holds this to them.
 */
public final class OrdinaryText {
  private static final char ESCAPE = '\u001b';
  private static final char NO_BREAK_SPACE = '\u00a0';

  /** Longer ones may be parts of a record that was cut. */
  private static final int LONGEST = 60_000;

  private static final String TRACEBACK = "Traceback (most recent call last):";
  private static final String PHP_TRACE = "Stack trace:";

  private OrdinaryText() {}

  /** The shape of a message behind a runtime's columns. */
  static EntryShape behind(RuntimePrefix prefix, String s) {
    int from = prefix.textAt();
    int end = end(s);
    boolean error = prefix.level() != null && prefix.level().atLeast(Level.ERROR);
    boolean needsNoFullRead = !error && needsNoFullRead(s, from, end);
    boolean text = from >= end || !isOpening(s.charAt(from)) && !isPlatformText(s, from);
    return needsNoFullRead && text ? EntryShape.ORDINARY : EntryShape.ANY;
  }

  /** The shape of a message that has no runtime's columns and is no JSON. */
  static EntryShape of(String s) {
    int end = end(s);
    if (end == 0) {
      return EntryShape.ORDINARY;
    }
    int from = skipBlanks(s, 0);
    if (from >= end
        || !needsNoFullRead(s, from, end)
        || isPlatformText(s, from)
        || isFirstOfTwoOrRubyFrame(s, end)) {
      return EntryShape.ANY;
    }
    if (s.charAt(from) == '[' && !isBracketedWord(s, from, end)) {
      return EntryShape.ANY;
    }
    return hasNoColumns(s, from, end) ? EntryShape.ORDINARY : EntryShape.COLUMNED;
  }

  /** Whether a message is one line without colours, of no more than ordinary length. */
  static boolean isOneLine(String s) {
    int newLine = s.indexOf('\n');
    return isPlain(s, end(s)) && (newLine < 0 || newLine >= end(s));
  }

  private static boolean isPlain(String s, int end) {
    int back = s.indexOf('\r');
    return s.length() <= LONGEST && (back < 0 || back >= end) && s.indexOf(ESCAPE) < 0;
  }

  /** The message's length without the white space at its end. */
  private static int end(String s) {
    int end = s.length();
    while (end > 0 && isWhiteSpace(s.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  private static boolean isWhiteSpace(char c) {
    return c == '\n' || c == '\r' || c == '\t' || c == ' ';
  }

  /** Text without frames, that neither opens nor closes a value or a list of frames. */
  private static boolean needsNoFullRead(String s, int from, int end) {
    if (from >= end) {
      return true;
    }
    char last = s.charAt(end - 1);
    boolean open = isOpening(last) || last == ':' && isTraceHead(s, end);
    return !open
        && (last != '}' || !mayHoldJson(s, from, end))
        && isPlain(s, end)
        && !isFrame(s, from)
        && laterLinesNeedNoFullRead(s, end);
  }

  /**
   * Whether an object of JSON may stand in s[from, end): a brace, then a key's quote or nothing.
   */
  private static boolean mayHoldJson(String s, int from, int end) {
    for (int open = s.indexOf('{', from); open >= 0; open = s.indexOf('{', open + 1)) {
      int next = open + 1;
      while (next < end && s.charAt(next) <= ' ') {
        next++;
      }
      if (next >= end || s.charAt(next) == '"' || s.charAt(next) == '}') {
        return true;
      }
    }
    return false;
  }

  /** The same of the lines below the first, and of the first where lines stand below it. */
  private static boolean laterLinesNeedNoFullRead(String s, int end) {
    int line = s.indexOf('\n');
    if (line < 0 || line >= end) {
      return true;
    }
    if (s.contains(TRACEBACK) || s.contains(":in ") || s.contains("Uncaught ")) {
      return false;
    }
    for (; line >= 0 && line < end; line = s.indexOf('\n', line + 1)) {
      if (isFrame(s, skipBlanks(s, line + 1))) {
        return false;
      }
    }
    return true;
  }

  /** Whether a line's text, its blanks skipped, may be a frame or the mark of a cause. */
  private static boolean isFrame(String s, int at) {
    return s.startsWith("at ", at) || s.startsWith("---> ", at);
  }

  /** What stands above the frames of Python and PHP. */
  private static boolean isTraceHead(String s, int end) {
    return s.startsWith(TRACEBACK, end - TRACEBACK.length())
        || s.startsWith(PHP_TRACE, end - PHP_TRACE.length());
  }

  private static int skipBlanks(String s, int from) {
    int i = from;
    while (i < s.length() && isBlank(s.charAt(i))) {
      i++;
    }
    return i;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == NO_BREAK_SPACE;
  }

  /**
   * Frames of Ruby, and the first of two lines that belong together: a Python warning, the head of
   * java.util.logging, the category of .NET's console.
   */
  private static boolean isFirstOfTwoOrRubyFrame(String s, int end) {
    char first = s.charAt(0);
    return s.contains(":in ")
        || isAbovePlaces(s, first)
        || first == '/' && s.contains("Warning: ")
        || s.length() > 4 && s.charAt(3) == ' ' && s.charAt(4) >= '0' && s.charAt(4) <= '9'
        || s.length() > 3 && s.charAt(3) == ' ' && (s.contains(" AM ") || s.contains(" PM "))
        || s.charAt(end - 1) == ']' && s.startsWith(": ", 4);
  }

  /** Whether places may stand below a line: of zap, behind tabs, or of tracing, indented. */
  private static boolean isAbovePlaces(String s, char first) {
    boolean digit = first >= '0' && first <= '9';
    boolean indented =
        s.length() > 2 && s.startsWith("  ") && s.charAt(2) >= '0' && s.charAt(2) <= '9';
    return digit && s.indexOf('\t') > 0 || indented;
  }

  /** A word in brackets with text behind it: not a value that goes on below. */
  private static boolean isBracketedWord(String s, int from, int end) {
    for (int i = from + 1; i < end; i++) {
      char c = s.charAt(i);
      if (c == ']') {
        return i + 2 < end && s.charAt(i + 1) == ' ' && isLetterOrDigit(s.charAt(i + 2));
      }
      if (c == '[' || c == '{' || c == '"' || c == '\'' || c == '`' || c == '\n') {
        return false;
      }
    }
    return false;
  }

  /** A word in small letters, or with a capital before them: no logger's columns begin so. */
  private static boolean hasNoColumns(String s, int from, int end) {
    char c = s.charAt(from);
    if (c >= 'A' && c <= 'Z') {
      return from + 1 < end && isSmall(s.charAt(from + 1));
    }
    if (from > 0) {
      return c < '0' || c > '9';
    }
    int i = 0;
    while (i < end && isSmall(s.charAt(i))) {
      i++;
    }
    return i > 0
        && (i == end || s.charAt(i) == ' ' || s.charAt(i) == ',')
        && !s.startsWith(" - ", i);
  }

  private static boolean isOpening(char c) {
    return c == '[' || c == '{';
  }

  private static boolean isSmall(char c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean isLetterOrDigit(char c) {
    return isSmall(c) || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
  }

  /** Whether the text at {@code from} begins as runtimes and extensions begin theirs. */
  public static boolean isPlatformText(String s, int from) {
    if (from >= s.length()) {
      return false;
    }
    return switch (s.charAt(from)) {
      case 'C' -> s.startsWith("Critical exception from handler", from);
      case 'D' -> s.startsWith("DD_EXTENSION", from);
      case 'E' -> s.startsWith("Error", from) || s.startsWith("Extension.", from);
      case 'F' -> s.startsWith("Fatal error", from);
      case 'I' -> s.startsWith("Invoke Error", from) || s.startsWith("Init error", from);
      case 'L' -> s.startsWith("LAMBDA_", from) || s.startsWith("Launching OpenTel", from);
      case 'P' -> s.startsWith("PHP ", from);
      case 'R' -> s.startsWith("Runtime.", from);
      case 'S' -> s.startsWith("Sandbox.", from);
      case 'U' -> s.startsWith("Un", from);
      case 'X' -> s.startsWith("XRAY ", from);
      case '[' -> s.startsWith("[NR_EXT]", from);
      case 'f' -> s.startsWith("fatal error: ", from);
      case 'g' -> s.startsWith("goroutine ", from);
      case 'm' -> s.startsWith("module initialization error", from);
      case 'p' -> s.startsWith("panic: ", from);
      case 't' -> s.startsWith("thread '", from);
      default -> false;
    };
  }
}
