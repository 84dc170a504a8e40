package dev.logtrail.reading.join;

import dev.logtrail.reading.exception.ExceptionHead;
import dev.logtrail.reading.exception.PhpTrace;
import dev.logtrail.reading.exception.RubyTrace;

/** Joins the traces of Ruby and PHP. */
final class RubyPhpLines {
  private static final int LONGEST_MESSAGE = 12;

  private RubyPhpLines() {}

  /** How many events are one trace; 1 if none begins here. */
  static int length(FollowingEvents lines) {
    String first = lines.text(0);
    String second = lines.text(1);
    if (RubyTrace.isFrame(second) && isRubyHead(first)) {
      return rubyEnd(lines);
    }
    int stack = phpStack(lines);
    if (stack > 0) {
      return phpEnd(lines, stack + 1);
    }
    return isBrefPair(first, second) ? 2 : 1;
  }

  /** Where PHP's frames are announced below an exception that the first line names; else 0. */
  private static int phpStack(FollowingEvents lines) {
    if (PhpTrace.isHead(lines.text(0))) {
      return lines.text(1).equals(PhpTrace.STACK) ? 1 : 0;
    }
    boolean named = ExceptionHead.begins(lines.text(0)) || PhpTrace.endsWithPlace(lines.text(1));
    for (int k = 2; named && k < LONGEST_MESSAGE && lines.has(k); k++) {
      if (lines.text(k).equals(PhpTrace.STACK)) {
        boolean other = PhpTrace.isHead(lines.text(k - 1));
        boolean head = !other && ExceptionHead.isOnly(lines.text(0));
        return head && PhpTrace.endsWithPlace(lines.text(k - 1)) ? k : 0;
      }
    }
    return 0;
  }

  /** Bref says in words, and below in JSON, that it could not begin. */
  private static boolean isBrefPair(String first, String second) {
    return first.startsWith("Fatal error: ") && second.startsWith(" {\"message\":");
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

  private static int phpEnd(FollowingEvents lines, int from) {
    int k = from;
    while (lines.has(k) && PhpTrace.isFrame(lines.text(k))) {
      k++;
    }
    int next = lines.isEmpty(k) ? k + 1 : k;
    if (k > from && lines.has(next + 1) && lines.text(next).startsWith(PhpTrace.NEXT)) {
      int stack = next + 1;
      while (stack < next + LONGEST_MESSAGE
          && lines.has(stack)
          && !lines.text(stack).equals(PhpTrace.STACK)) {
        stack++;
      }
      boolean chained = lines.has(stack) && lines.text(stack).equals(PhpTrace.STACK);
      return chained ? phpEnd(lines, stack + 1) : k;
    }
    return lines.has(k) && lines.text(k).startsWith("  thrown in ") ? k + 1 : k;
  }
}
