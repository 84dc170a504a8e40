package dev.logtrail.reading.join;

import dev.logtrail.reading.exception.RuntimeErrorReport;
import dev.logtrail.reading.text.Scan;

/**
 * Joins a value printed over several lines: pretty-printed JSON, and what languages print of their
 * own values. Its first line opens more brackets than it closes; the lines that follow are
 * indented, or hold nothing but JSON; it ends where the brackets balance.
 */
final class BlockLines {
  private static final int DEEPEST = 64;

  private int depth;

  private BlockLines() {}

  /** How many events are one value; 1 if none begins here. */
  static int length(FollowingEvents lines) {
    String first = lines.text(0);
    if (first.isEmpty()) {
      return 1;
    }
    if (RuntimeErrorReport.isAnnounced(first)) {
      return announcedErrorLength(lines);
    }
    int body = lines.first().prefix() == null ? 0 : lines.first().prefix().textAt();
    boolean opens = body < first.length() && isOpening(first.charAt(body));
    int length = opens ? length(lines, first, body) : 1;
    int last = first.length() - 1;
    boolean opensLast = length == 1 && last > body && isOpening(first.charAt(last));
    return opensLast ? length(lines, first, last) : length;
  }

  /**
   * How many lines of a value stand before a record with columns of its own that came between; 0 if
   * the value is whole, or there is none.
   */
  static int interrupted(FollowingEvents lines) {
    String first = lines.text(0);
    int body = lines.first().prefix() == null ? 0 : lines.first().prefix().textAt();
    boolean opens = body < first.length() && isOpening(first.charAt(body));
    if (!opens && !isOpened(first)) {
      return 0;
    }
    BlockLines block = new BlockLines();
    int from = opens ? body : first.length() - 1;
    if (!block.countBrackets(first, from) || block.depth <= 0) {
      return 0;
    }
    int k = 1;
    while (lines.has(k)) {
      String line = lines.text(k++);
      if (!mayContinueValue(line) || !block.countBrackets(line, 0) || block.depth == 0) {
        return 0;
      }
    }
    return k;
  }

  private static int length(FollowingEvents lines, String first, int from) {
    BlockLines block = new BlockLines();
    return block.countBrackets(first, from) && block.depth > 0 ? block.valueEnd(lines, 1) : 1;
  }

  /** Ruby's runtime prints a line of words, then the error as JSON. */
  private static int announcedErrorLength(FollowingEvents lines) {
    String second = lines.text(1);
    BlockLines block = new BlockLines();
    if (!second.startsWith("{") || !block.countBrackets(second, 0)) {
      return 1;
    }
    return block.depth == 0 ? 2 : block.valueEnd(lines, 2);
  }

  private int valueEnd(FollowingEvents lines, int from) {
    for (int k = from; lines.has(k); k++) {
      String line = lines.text(k);
      if (!mayContinueValue(line) || !countBrackets(line, 0)) {
        return 1;
      }
      if (depth == 0) {
        return k + 1;
      }
    }
    return 1;
  }

  /** Whether a value that is not whole may go on with this line. */
  static boolean mayContinueValue(String line) {
    if (line.isEmpty() || Scan.isIndented(line)) {
      return true;
    }
    char c = line.charAt(0);
    return c == '"' || isOpening(c) || isClosing(c);
  }

  /** Counts a line's brackets outside of quotes; false if they cannot be a value's. */
  private boolean countBrackets(String line, int from) {
    char quote = 0;
    for (int i = from; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\n') {
        quote = 0;
      } else if (quote != 0) {
        i += c == '\\' ? 1 : 0;
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'' || c == '`') {
        quote = c;
      } else if (isOpening(c)) {
        depth++;
      } else if (isClosing(c) && --depth < 0) {
        return false;
      }
      if (depth == 0 && i + 1 < line.length() && !isOnlyPunctuation(line, i + 1)) {
        return false;
      }
    }
    return depth <= DEEPEST;
  }

  /** Behind the end of a value nothing but punctuation stands. */
  private static boolean isOnlyPunctuation(String line, int from) {
    for (int i = from; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c != ')' && c != ';' && c != ',' && c != ' ') {
        return false;
      }
    }
    return true;
  }

  /** Whether a line ends with a bracket that is open. */
  static boolean isOpened(String line) {
    return !line.isEmpty() && isOpening(line.charAt(line.length() - 1));
  }

  private static boolean isOpening(char c) {
    return c == '{' || c == '[';
  }

  private static boolean isClosing(char c) {
    return c == '}' || c == ']';
  }
}
