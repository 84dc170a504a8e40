package dev.logtrail.bench;

import java.io.PrintWriter;
import java.util.Locale;

/** Runs measurements and prints them, as a table or as JSON lines. */
public final class Bench {
  private static final int[] EVENTS_A_PAYLOAD = {1, 20, 200};

  private Bench() {}

  /** Measures {@code parser} in both formats, at 1, 20 and 200 events a payload. */
  public static void parser(long lines, int rounds, long seed, boolean json, PrintWriter out)
      throws Exception {
    if (!json) {
      out.println(
          "format  events/payload  B/line  floor lines/CPU s  parser lines/CPU s  ratio  allocated B/line");
    }
    for (boolean jsonFormat : new boolean[] {false, true}) {
      for (int events : EVENTS_A_PAYLOAD) {
        ParserBench.Row row = ParserBench.measure(jsonFormat, events, lines, rounds, seed);
        out.println(json ? line(row) : tableRow(row));
        out.flush();
      }
    }
  }

  private static String tableRow(ParserBench.Row r) {
    return String.format(
        Locale.ROOT,
        "%-6s  %14d  %6d  %17.0f  %18.0f  %5.2f  %16d",
        r.format(),
        r.eventsAPayload(),
        r.bytesALine(),
        r.floor(),
        r.product(),
        r.ratio(),
        r.allocatedALine());
  }

  private static String line(ParserBench.Row r) {
    return String.format(
        Locale.ROOT,
        "{\"bench\":\"parser\",\"format\":\"%s\",\"eventsAPayload\":%d,\"lines\":%d,\"bytesALine\":%d,"
            + "\"floorLinesPerCpuSecond\":%.0f,\"linesPerCpuSecond\":%.0f,\"ratio\":%.3f,\"allocatedBytesALine\":%d}",
        r.format(),
        r.eventsAPayload(),
        r.lines(),
        r.bytesALine(),
        r.floor(),
        r.product(),
        r.ratio(),
        r.allocatedALine());
  }
}
