package dev.logtrail.demo.lambda;

import dev.logtrail.demo.lambda.runtime.Output;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Random;

/** The external extension of the functions that have one: it logs in Go's manner, in seconds. */
final class LambdaExtension {
  static final String NAME = "metrics-agent";
  private static final DateTimeFormatter GO =
      DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private LambdaExtension() {}

  /** What it writes when it has sent its metrics, after a request. */
  static List<Output> flushed(Random random, long at) {
    return line(
        at, "flushed " + (4 + random.nextInt(30)) + " points in " + random.nextInt(40) + "ms");
  }

  /** What it writes when the environment ends. */
  static List<Output> shutDown(long at) {
    return line(at, "received SHUTDOWN (spindown), 0 points left to flush");
  }

  private static List<Output> line(long at, String text) {
    String time = GO.format(Instant.ofEpochMilli(at));
    return Output.lines(at, "[" + NAME + "] " + time + " INFO " + text);
  }
}
