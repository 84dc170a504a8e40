package dev.logtrail.reading.header;

import dev.logtrail.trail.Execution;
import java.util.Locale;
import java.util.function.BiConsumer;

/**
 * Finds ARNs of executions in a message, in JSON and in what languages print of an object, and says
 * what they mean there. One pass; what is looked at around an ARN is bounded.
 */
final class ExecutionMention {
  /** How sure it is that the writer is a step of the execution. Best first. */
  enum Rank {
    /**
     * The logger of a durable SDK says so ({@code executionArn}, {@code durableExecutionArn},
     * {@code execution_arn}), or Step Functions' context object ({@code Execution.Id}).
     */
    TOLD,
    /** A key of Step Functions' says so: it may also be an execution that the function started. */
    KEY,
    /** A durable execution's ARN in a text. */
    TEXT
  }

  private static final String ARN = "arn:aws";
  private static final String ENDS = "\"'`\\<>{}[]()|,;&#%?*^~";

  /** Behind an ARN, within so many characters, {@code startDate} tells that it is an answer. */
  private static final int ANSWER = 400;

  /** Before {@code Id}, within so many characters, {@code Execution} tells the context object. */
  private static final int CONTEXT = 120;

  private static final int LONGEST_KEY = 48;

  private ExecutionMention() {}

  /** Tells each execution of a message that may be the writer's own. */
  static void find(String message, BiConsumer<Rank, Execution> found) {
    int at = message.indexOf(ARN);
    while (at >= 0) {
      int end = end(message, at);
      if (mayBe(message, at, end)) {
        Execution execution = Execution.ofArn(message.substring(at, end));
        Rank rank = execution == null ? null : rank(message, at, end, execution.kind());
        if (rank != null) {
          found.accept(rank, execution);
        }
      }
      at = message.indexOf(ARN, Math.max(end, at + ARN.length()));
    }
  }

  private static boolean mayBe(String s, int at, int end) {
    int service = s.indexOf(':', at + ARN.length());
    return end - at <= Execution.MAX_ARN
        && service > 0
        && (s.startsWith(":lambda:", service) || s.startsWith(":states:", service));
  }

  private static int end(String s, int at) {
    int end = at;
    while (end < s.length() && s.charAt(end) > ' ' && ENDS.indexOf(s.charAt(end)) < 0) {
      end++;
    }
    while (end > at && (s.charAt(end - 1) == '.' || s.charAt(end - 1) == ':')) {
      end--;
    }
    return end;
  }

  private static Rank rank(String s, int at, int end, Execution.Kind kind) {
    int keyEnd = keyEnd(s, at);
    int keyAt = keyEnd < 0 ? -1 : keyStart(s, keyEnd);
    String key = keyAt < 0 ? "" : s.substring(keyAt, keyEnd);
    String plain = key.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    boolean arnKey = plain.endsWith("executionarn");
    if (kind == Execution.Kind.DURABLE) {
      return arnKey ? Rank.TOLD : Rank.TEXT;
    }
    if (plain.equals("id")) {
      return isInContext(s, keyAt) ? Rank.TOLD : Rank.KEY;
    }
    boolean named = arnKey || plain.endsWith("executionid");
    return named && !isAnswer(s, end) ? Rank.KEY : null;
  }

  private static boolean isInContext(String s, int keyAt) {
    String before = s.substring(Math.max(0, keyAt - CONTEXT), keyAt);
    int name = before.lastIndexOf("Execution");
    return name >= 0 && before.indexOf('{', name) >= 0;
  }

  /** What StartExecution and DescribeExecution answer, and events of EventBridge about others. */
  private static boolean isAnswer(String s, int end) {
    String behind = s.substring(end, Math.min(s.length(), end + ANSWER));
    return behind.contains("startDate") || behind.contains("start_date");
  }

  /** Where the key ends whose value begins at {@code at}; -1 if there is none. */
  private static int keyEnd(String s, int at) {
    int i = skipQuotes(s, at);
    if (i == 0 || s.charAt(i - 1) != ':' && s.charAt(i - 1) != '=') {
      return -1;
    }
    return skipQuotes(s, i - 1);
  }

  /** Goes back over quotes, escaped ones too, and blanks. */
  private static int skipQuotes(String s, int from) {
    int i = from;
    while (i > 0 && from - i < 8 && "\"'\\ ".indexOf(s.charAt(i - 1)) >= 0) {
      i--;
    }
    return i;
  }

  private static int keyStart(String s, int keyEnd) {
    int i = keyEnd;
    while (i > 0 && keyEnd - i < LONGEST_KEY && isKeyChar(s.charAt(i - 1))) {
      i--;
    }
    return i;
  }

  private static boolean isKeyChar(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
  }
}
