package dev.logtrail.payload.carrier.around;

import java.util.ArrayList;
import java.util.List;

/**
 * Lines that a terminal broke at its width: those that fill it go on in the next. A report or
 * another line of the platform that is broken there proves it.
 */
public final class WrappedLines {
  private static final int NARROWEST = 40;
  private static final int WIDEST = 400;
  private static final int FEWEST = 2;
  private static final int MOST_JOINED = 1 << 20;

  private final int width;
  private final StringBuilder open = new StringBuilder();

  private WrappedLines(int width) {
    this.width = width;
  }

  /** How a text was broken of which these are the first lines; null if it was not. */
  public static WrappedLines of(List<String> first) {
    int width = 0;
    for (String line : first) {
      width = Math.max(width, line.length());
    }
    if (width < NARROWEST || width > WIDEST) {
      return null;
    }
    int full = 0;
    int broken = 0;
    for (int i = 0; i + 1 < first.size(); i++) {
      if (first.get(i).length() == width) {
        full++;
        broken += isBroken(first.get(i)) ? 1 : 0;
      }
    }
    return full >= FEWEST && broken > 0 ? new WrappedLines(width) : null;
  }

  /** Whether a line of the platform lacks its end. */
  private static boolean isBroken(String line) {
    int report = line.indexOf("REPORT RequestId: ");
    return report >= 0 && line.indexOf("Max Memory Used: ", report) < 0;
  }

  /** All lines joined. */
  public static List<String> joined(WrappedLines wrapped, List<String> lines) {
    List<String> joined = new ArrayList<>();
    for (String line : lines) {
      String whole = wrapped.add(line);
      if (whole != null) {
        joined.add(whole);
      }
    }
    return joined;
  }

  /** A line with those before it that go on in it; null if it goes on itself. */
  public String add(String line) {
    if (line.length() == width && open.length() < MOST_JOINED) {
      open.append(line);
      return null;
    }
    if (open.length() == 0) {
      return line;
    }
    String whole = open.append(line).toString();
    open.setLength(0);
    return whole;
  }

  /** What is open at the end of the text; null if nothing is. */
  public String end() {
    String rest = open.length() == 0 ? null : open.toString();
    open.setLength(0);
    return rest;
  }
}
