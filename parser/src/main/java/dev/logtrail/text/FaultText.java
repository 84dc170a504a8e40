package dev.logtrail.text;

/** What failed and where, in one line: for counters, reasons and logs. */
public final class FaultText {
  private FaultText() {}

  /** The fault and the place where it arose; {@code fault} may be null. */
  public static String of(Throwable fault) {
    StackTraceElement[] at = fault == null ? new StackTraceElement[0] : fault.getStackTrace();
    return fault + (at.length == 0 ? "" : " at " + at[0]);
  }
}
