package dev.logtrail.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.regex.Pattern;

/** What failed and where, in one line: for counters, reasons, answers and logs. */
public final class FaultText {
  /** Jackson says in its messages that it says nothing of what it read. */
  private static final Pattern SOURCE = Pattern.compile("\\[Source: [^;\\]]*; ([^\\]]*)\\]");

  /** And of which of its methods a limit is. */
  private static final Pattern METHOD = Pattern.compile("\\((\\d+), from `[^`]*`\\)");

  private FaultText() {}

  /** The fault and the place where it arose; {@code fault} may be null. */
  public static String of(Throwable fault) {
    StackTraceElement[] at = fault == null ? new StackTraceElement[0] : fault.getStackTrace();
    return fault + (at.length == 0 ? "" : " at " + at[0]);
  }

  /** What a parser of JSON complains about. */
  public static String ofJson(JsonProcessingException fault) {
    String said = fault.getOriginalMessage().replace('\n', ' ');
    return METHOD.matcher(SOURCE.matcher(said).replaceAll("$1")).replaceAll("of $1");
  }
}
