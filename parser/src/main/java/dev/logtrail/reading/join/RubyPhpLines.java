package dev.logtrail.reading.join;

import dev.logtrail.reading.exception.PhpTrace;
import dev.logtrail.reading.exception.RubyTrace;

/** Joins the traces of Ruby and PHP. */
final class RubyPhpLines {
  private RubyPhpLines() {}

  /** How many events are one trace; 1 if none begins here. */
  static int length(FollowingEvents lines) {
    String first = lines.text(0);
    String second = lines.text(1);
    if (RubyTrace.isFrame(second) && isRubyHead(first)) {
      return rubyEnd(lines);
    }
    if (second.equals("Stack trace:") && PhpTrace.isHead(first)) {
      return phpEnd(lines);
    }
    return 1;
  }

  private static boolean isRubyHead(String line) {
    return line.endsWith(")") && line.indexOf(" (") > 0;
  }

  private static int rubyEnd(FollowingEvents lines) {
    int k = 1;
    while (lines.has(k) && RubyTrace.isFrame(lines.text(k))) {
      k++;
    }
    return k;
  }

  private static int phpEnd(FollowingEvents lines) {
    int k = 2;
    while (lines.has(k) && PhpTrace.isFrame(lines.text(k))) {
      k++;
    }
    return lines.has(k) && lines.text(k).startsWith("  thrown in ") ? k + 1 : k;
  }
}
