package dev.logtrail.reading.exception;

import dev.logtrail.line.RuntimePrefix;
import dev.logtrail.reading.text.Scan;
import dev.logtrail.text.JsonTree;
import dev.logtrail.trail.ExceptionInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What runtimes print when a handler failed: words and the error as JSON (Node, Ruby, PHP's Bref),
 * or the JSON alone (Go, Node before 10).
 *
 * @param message the words, then the stack, or the type and what it said
 * @param fields what else the error carried, such as {@code code}
 * @param exception the error; its type may be null, never the message
 */
public record RuntimeErrorReport(
    String message, Map<String, Object> fields, ExceptionInfo exception) {
  private static final String[] NODE = {
    "Invoke Error", "Uncaught Exception", "Unhandled Promise Rejection"
  };
  private static final String[] RUBY = {
    "Error raised from handler method",
    "Critical exception from handler",
    "Init error when loading handler"
  };
  private static final Pattern CUT_ERROR =
      Pattern.compile(
          "\\{\\s{0,8}\"errorType\"\\s?:\\s?\"([\\w.$<>]{1,200})\""
              + "(?:,\\s{0,8}\"errorMessage\"\\s?:\\s?\"((?:[^\"\\\\]|\\\\.){0,2000})\")?");
  private static final Set<String> BARE =
      Set.of("errorMessage", "errorType", "stackTrace", "stack", "trace", "cause");

  /**
   * The report that {@code text} is, or null.
   *
   * @param prefix the runtime's columns before it, or null; JSON behind a level is what code logged
   */
  public static RuntimeErrorReport read(String text, RuntimePrefix prefix) {
    if (text.isEmpty()) {
      return null;
    }
    return switch (text.charAt(0)) {
      case 'I' -> words(text, text.startsWith(NODE[0]) ? NODE[0].length() : rubyEnd(text));
      case 'U' -> words(text, nodeEnd(text));
      case 'E', 'C' -> words(text, rubyEnd(text));
      case '{' -> prefix == null || prefix.level() == null ? bare(text, prefix) : null;
      default -> null;
    };
  }

  /** Whether a line holds the words after which an error follows as JSON on lines of its own. */
  public static boolean isAnnounced(String line) {
    return line.indexOf('\n') < 0 && rubyEnd(line) == line.length();
  }

  /**
   * Whether a message begins with the words under which Node reports an error that nobody caught.
   */
  public static boolean isNodes(String message) {
    return nodeEnd(message) > 0;
  }

  private static int nodeEnd(String text) {
    for (String word : NODE) {
      if (text.startsWith(word)) {
        return word.length();
      }
    }
    return 0;
  }

  private static int rubyEnd(String text) {
    for (String word : RUBY) {
      if (text.startsWith(word)) {
        return Scan.firstLine(text).length();
      }
    }
    return 0;
  }

  private static RuntimeErrorReport words(String text, int end) {
    if (end == 0) {
      return null;
    }
    int from = end;
    while (from < text.length() && text.charAt(from) <= ' ') {
      from++;
    }
    String words = text.substring(0, end);
    char c = from < text.length() ? text.charAt(from) : 0;
    if (c == '{' && from > end) {
      Map<String, Object> error = JsonTree.object(text.substring(from));
      return error == null ? cut(words, text.substring(from)) : of(words, error);
    }
    String thrown = c == '"' && from > end ? JsonTree.string(text.substring(from)) : null;
    return thrown == null
        ? null
        : new RuntimeErrorReport(
            words + "\n" + thrown, Map.of(), new ExceptionInfo(null, thrown, List.of(), List.of()));
  }

  /** An error whose end a copy cut off: its type and what it said stand at its beginning. */
  private static RuntimeErrorReport cut(String words, String json) {
    Matcher error = CUT_ERROR.matcher(json);
    if (!error.lookingAt()) {
      return null;
    }
    String said = error.group(2) == null ? null : JsonTree.string('"' + error.group(2) + '"');
    ExceptionInfo exception = new ExceptionInfo(error.group(1), said, List.of(), List.of());
    return new RuntimeErrorReport(words + "\n" + json, Map.of(), exception);
  }

  /**
   * JSON that is an error and nothing else, written as Go's and Ruby's runtime and Node's before 10
   * do: what it said comes first, no space behind a colon unless pretty-printed.
   */
  private static RuntimeErrorReport bare(String text, RuntimePrefix prefix) {
    boolean pretty = text.startsWith("{\n");
    if (!text.startsWith(
        pretty ? "errorMessage" : "{\"errorMessage\":\"", pretty ? quoteEnd(text) : 0)) {
      return null;
    }
    Map<String, Object> error = JsonTree.object(text);
    boolean typed = prefix != null || error != null && error.containsKey("errorType");
    return typed && error != null && BARE.containsAll(error.keySet()) ? of(null, error) : null;
  }

  /** Behind the quote that opens the first key. */
  private static int quoteEnd(String text) {
    int quote = text.indexOf('"');
    return quote < 0 || !text.substring(1, quote).isBlank() ? text.length() : quote + 1;
  }

  private static RuntimeErrorReport of(String words, Map<String, Object> error) {
    Map<String, Object> fields = new LinkedHashMap<>(error);
    ExceptionInfo exception = RuntimeErrorJson.take(fields);
    String stack = RuntimeErrorJson.stackText(error);
    String named = exception.type() == null ? "" : exception.type();
    String shown = exception.message() == null ? "" : exception.message();
    String title = named.isEmpty() || shown.isEmpty() ? named + shown : named + ": " + shown;
    String body = beginsWithError(stack, named, shown) ? stack : join(title, stack);
    return new RuntimeErrorReport(words == null ? body : join(words, body), fields, exception);
  }

  /** Whether the stack begins with the error itself, as Node's does. */
  private static boolean beginsWithError(String stack, String type, String message) {
    String first = Scan.firstLine(stack);
    String shown = Scan.firstLine(message);
    return !shown.isEmpty() && first.endsWith(": " + shown)
        || !first.isEmpty() && (first.equals(shown) || !type.isEmpty() && first.startsWith(type));
  }

  private static String join(String a, String b) {
    return a.isEmpty() || b.isEmpty() ? a + b : a + "\n" + b;
  }
}
