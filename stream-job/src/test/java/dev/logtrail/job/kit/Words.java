package dev.logtrail.job.kit;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** What functions and runtimes write: with an id, with a doubtful one, or with none. */
final class Words {
  private static final String CUT = "cut to the second";
  private static final List<String> PLAIN =
      List.of(
          "charging card\n",
          "\n",
          "done in 3 ms",
          "2026-11-20T10:00:00.123Z\tundefined\tINFO\tno id\n",
          "[ERROR] KeyError: 'user'\nTraceback (most recent call last):\n\u00a0\u00a0File \"x.py\"",
          "{\"level\":\"warn\",\"msg\":\"no id\"}",
          "zażółć 💥 ".repeat(3));

  private final Random random;
  private final boolean json;
  private final boolean strays;

  /** With {@code strays}, lines name requests weakly that are not their own. */
  Words(Random random, boolean json, boolean strays) {
    this.random = random;
    this.json = json;
    this.strays = strays;
  }

  /** A line by a request (null: nobody), perhaps naming it or one of {@code others} weakly. */
  String line(String by, List<String> others, long time) {
    int kind = random.nextInt(10);
    if (kind < 5 || by == null) {
      return PLAIN.get(random.nextInt(PLAIN.size()));
    }
    String at = Instant.ofEpochMilli(time).toString();
    return switch (kind) {
      case 5 -> "[INFO]\t%s\t%s\tlogged\n".formatted(at, by);
      case 6 -> "%s\t%s\tINFO\tlogged\n".formatted(at, by);
      case 7 -> "{\"requestId\":\"%s\",\"ok\":true}\n".formatted(weak(by, others));
      default ->
          "{\"timestamp\":\"%s\",\"level\":\"INFO\",\"requestId\":\"%s\",\"message\":\"%s\"}"
              .formatted(at, by, json && kind == 9 ? CUT : "logged");
    };
  }

  private String weak(String by, List<String> others) {
    return switch (random.nextInt(3)) {
      case 0 -> by;
      case 1 -> others.isEmpty() || !strays ? by : others.get(random.nextInt(others.size()));
      default -> new UUID(random.nextLong(), random.nextLong()).toString();
    };
  }

  /** Whether the runtime that wrote it truncates its time. */
  boolean cutsTime(String message) {
    return message.endsWith(CUT + "\"}");
  }

  /** A marker in either format that a function prints. */
  String lookAlike(String id) {
    Lines lines = random.nextInt(3) == 0 ? new JsonLines() : new TextLines();
    return switch (random.nextInt(3)) {
      case 0 -> lines.start(id);
      case 1 -> lines.end(id) == null ? lines.start(id) : lines.end(id);
      default -> lines.report(id, 5, random.nextInt(4) == 0 ? "timeout" : null);
    };
  }

  /** A traceback printed line by line. */
  List<String> traceback() {
    return List.of(
        "Traceback (most recent call last):\n",
        "  File \"/var/task/x.py\", line 7, in handler\n",
        "    raise ValueError('x')\n",
        "ValueError: x\n");
  }

  /** How an environment dies, as REPORT says it. */
  String death() {
    return List.of("timeout", "error Runtime.OutOfMemory", "error Runtime.ExitError")
        .get(random.nextInt(3));
  }

  /** The line that tells the same. */
  String deathLine(String id, long time, String death) {
    if (death.equals("timeout")) {
      return "%s %s Task timed out after 3.00 seconds\n\n"
          .formatted(Instant.ofEpochMilli(time), id);
    }
    String signal = death.endsWith("OutOfMemory") ? "signal: killed" : "exit status 1";
    return "RequestId: %s Error: Runtime exited with error: %s\nRuntime.ExitError\n"
        .formatted(id, signal);
  }
}
