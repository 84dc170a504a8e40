package dev.logtrail.payload.carrier.around;

import java.util.regex.Pattern;

/**
 * A record with a stack trace of which a page or a table made one line: the line breaks before
 * Python's and Java's frames are known, and put back.
 */
public final class FlattenedStack {
  private static final int LONGEST = 32_768;
  private static final String PYTHON = "Traceback (most recent call last):";
  private static final Pattern PYTHON_BREAK =
      Pattern.compile(
          " (?=Traceback \\(most recent call last\\):)"
              + "|(?<=last\\):|\\S) (?=[ \u00a0]{0,8}File \"[^\"]{1,300}\", line \\d)"
              + "|(?<=, in [\\w<>.]{1,80}) (?=[ \u00a0]{2,8}\\S)");
  private static final Pattern JAVA_FRAME =
      Pattern.compile(
          "\\sat [\\w.$/@<>-]{1,300}\\((?:[\\w-]{1,100}\\.\\w{1,8}:\\d|Unknown S|Native M)");
  private static final Pattern JAVA_BREAK =
      Pattern.compile(
          "\\s{1,4}(?=at [\\w.$/@<>-]{1,300}\\((?:[\\w-]{1,100}\\.\\w{1,8}:\\d|Unknown S|Native M))"
              + "|\\s{1,4}(?=Caused by: |Suppressed: |\\.\\.\\. \\d{1,4} more)");
  private static final Pattern JAVA_CLASS_TWICE =
      Pattern.compile("(: ([\\w.$]{3,200})) (?=\\2(?:: |\\s))");

  private FlattenedStack() {}

  /** The record with its line breaks; the same text if none are known to be lost. */
  public static String restored(String message) {
    if (message.length() > LONGEST || message.indexOf('\n') >= 0 || message.startsWith("{")) {
      return message;
    }
    if (message.contains(PYTHON) && !message.endsWith(PYTHON)) {
      return PYTHON_BREAK.matcher(message).replaceAll("\n");
    }
    boolean java = message.contains("at ") && JAVA_FRAME.matcher(message).find();
    return java && !message.stripLeading().startsWith("at ") ? restoredJava(message) : message;
  }

  private static String restoredJava(String message) {
    String frames = JAVA_BREAK.matcher(message).replaceAll("\n\t");
    String causes = frames.replace("\n\tCaused by", "\nCaused by");
    return JAVA_CLASS_TWICE.matcher(causes).replaceFirst("$1\n");
  }
}
