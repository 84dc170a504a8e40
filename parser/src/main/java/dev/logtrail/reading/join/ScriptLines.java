package dev.logtrail.reading.join;

import dev.logtrail.reading.exception.ScriptTrace;
import dev.logtrail.reading.text.CapitalLine;
import dev.logtrail.reading.text.LevelWord;

/**
 * Joins the traces of Ruby and PHP, and records that loggers print on two lines: those of
 * java.util.logging and of .NET's console.
 */
final class ScriptLines {
  private ScriptLines() {}

  /** How many events are one record; 1 if none begins here. */
  static int length(FollowingEvents lines) {
    String first = lines.text(0);
    String second = lines.text(1);
    if (ScriptTrace.isRubyFrame(second) && isRubyHead(first)) {
      return rubyEnd(lines);
    }
    if (second.equals("Stack trace:") && ScriptTrace.isPhpHead(first)) {
      return phpEnd(lines);
    }
    boolean two = isCategory(first, second) || isJavaUtil(first, second);
    return two ? 2 : 1;
  }

  private static boolean isRubyHead(String line) {
    return line.endsWith(")") && line.indexOf(" (") > 0;
  }

  private static int rubyEnd(FollowingEvents lines) {
    int k = 1;
    while (lines.has(k) && ScriptTrace.isRubyFrame(lines.text(k))) {
      k++;
    }
    return k;
  }

  private static int phpEnd(FollowingEvents lines) {
    int k = 2;
    while (lines.has(k) && ScriptTrace.isPhpFrame(lines.text(k))) {
      k++;
    }
    return lines.has(k) && lines.text(k).startsWith("  thrown in ") ? k + 1 : k;
  }

  /** {@code info: Shop.Orders[0]⏎ text}. */
  private static boolean isCategory(String first, String second) {
    return second.startsWith("      ")
        && first.endsWith("]")
        && first.indexOf(": ") == 4
        && first.indexOf(' ', 6) < 0;
  }

  private static boolean isJavaUtil(String first, String second) {
    int colon = second.indexOf(": ");
    return colon > 0
        && CapitalLine.isJavaUtilHead(first)
        && LevelWord.upper(second, 0, colon) != null;
  }
}
