package dev.logtrail.reading.exception;

import dev.logtrail.reading.text.Scan;
import dev.logtrail.trail.ExceptionInfo;
import java.util.List;

/**
 * The line that names an exception: {@code Type: message}.
 *
 * @param type the exception's type; null if the line names none
 * @param message what follows; null if nothing does
 */
public record ExceptionHead(String type, String message) {

  /** The head in a text that says more than the head alone; never null. */
  static ExceptionHead find(String text) {
    if (text.isEmpty()) {
      return new ExceptionHead(null, null);
    }
    int end = typeEnd(text, 0);
    if (end > 0 && isExceptionName(text, 0, end)) {
      return of(text, 0, end);
    }
    int line = text.indexOf('\n') < 0 ? text.length() : text.indexOf('\n');
    for (int i = text.indexOf(' '); i >= 0 && i < line; i = text.indexOf(' ', i + 1)) {
      end = typeEnd(text, i + 1);
      if (end > 0 && isExceptionName(text, i + 1, end)) {
        return of(text, i + 1, end);
      }
    }
    end = typeEnd(text, 0);
    boolean capital = end > 0 && Character.isUpperCase(text.charAt(0));
    return capital && Scan.isAt(text, end, ':') ? of(text, 0, end) : behindWords(text, line);
  }

  /** {@code pay failed OutOfStock: first}: a class that does not end in Error, behind words. */
  private static ExceptionHead behindWords(String text, int line) {
    for (int i = text.indexOf(' '); i >= 0 && i < line; i = text.indexOf(' ', i + 1)) {
      int end = typeEnd(text, i + 1);
      boolean named = end > 0 && end < line && Character.isUpperCase(text.charAt(i + 1));
      if (named && isClassName(text, i + 1, end)) {
        return of(text, i + 1, end);
      }
    }
    return new ExceptionHead(null, text);
  }

  /** Two capitals that begin words: {@code OutOfStock}; not {@code Order}, not {@code HTTP}. */
  private static boolean isClassName(String s, int from, int end) {
    boolean small = false;
    for (int i = from + 1; i < end; i++) {
      small |= Character.isLowerCase(s.charAt(i));
      if (small && Character.isUpperCase(s.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** The head in a line that is known to hold nothing else, such as the last of a traceback. */
  public static ExceptionHead only(String text) {
    int end = typeEnd(text, 0);
    return end == 0 ? new ExceptionHead(null, text) : of(text, 0, end);
  }

  /** Whether a line begins with the name of an exception: a class, or a word ending in Error. */
  public static boolean begins(String line) {
    int end = typeEnd(line, 0);
    return end > 0 && isExceptionName(line, 0, end);
  }

  /** Whether a line is {@code Type} or {@code Type: message}, whatever the type's name. */
  public static boolean isOnly(String line) {
    return typeEnd(line, 0) > 0;
  }

  public ExceptionInfo with(List<String> frames, List<ExceptionInfo> causes) {
    return new ExceptionInfo(type, message, frames, causes);
  }

  private static ExceptionHead of(String text, int from, int end) {
    int colon = text.indexOf(':', end);
    boolean said = colon >= 0 && colon < text.length() - 1;
    String message = said ? text.substring(colon + 1).strip() : null;
    return new ExceptionHead(
        text.substring(from, end), message == null || message.isEmpty() ? null : message);
  }

  /**
   * The end of the dotted name at {@code from}, if a colon, a line's end, or Node's {@code [CODE]:}
   * follows; else 0.
   */
  private static int typeEnd(String s, int from) {
    int i = from;
    while (i < s.length() && isNamePart(s, i, from)) {
      i++;
    }
    if (i == from || !isNameStart(s.charAt(from)) || s.charAt(i - 1) == '.') {
      return 0;
    }
    if (i == s.length() || s.charAt(i) == '\n' || s.startsWith(": ", i)) {
      return i;
    }
    if (s.charAt(i) == ':') {
      return i + 1 == s.length() || s.charAt(i + 1) == '\n' ? i : 0;
    }
    return s.startsWith(" [", i) && isCode(s, i + 2) ? i : 0;
  }

  /** Whether Node's {@code ERR_CODE]:} stands at {@code from}. */
  private static boolean isCode(String s, int from) {
    int i = from;
    while (i < s.length() && (s.charAt(i) == '_' || Character.isLetterOrDigit(s.charAt(i)))) {
      i++;
    }
    return i > from && s.startsWith("]:", i);
  }

  private static boolean isNameStart(char c) {
    return Character.isLetter(c) || c == '_';
  }

  private static boolean isNamePart(String s, int i, int from) {
    char c = s.charAt(i);
    boolean inner = i > from && i + 1 < s.length() && isNameStart(s.charAt(i + 1));
    return Character.isLetterOrDigit(c)
        || c == '_'
        || c == '$'
        || c == '`'
        || inner && (c == '.' || c == '\\' || c == '+');
  }

  /** {@code a.b.Name}, or a name such as {@code TypeError} and {@code IOException}. */
  private static boolean isExceptionName(String s, int from, int end) {
    String name = s.substring(from, end);
    int dot = Math.max(name.lastIndexOf('.'), name.lastIndexOf('\\'));
    boolean capital = Character.isUpperCase(name.charAt(dot + 1));
    return dot > 0 && capital
        || name.endsWith("Error")
        || name.endsWith("Exception")
        || name.endsWith("Fault") && capital
        || name.endsWith("Failure") && capital;
  }
}
