package dev.logtrail.cli.client;

import java.io.PrintWriter;

/** Tells that nobody reads the output any more, as behind {@code | head -1}. */
public final class OutputEnd {
  private OutputEnd() {}

  /** Writes what was printed, and tells whether that is in vain. */
  public static boolean isReached(PrintWriter out) {
    boolean failed = out.checkError();
    // Behind the writer stands the process's own output, which keeps its faults to itself.
    return System.out.checkError() || failed;
  }
}
