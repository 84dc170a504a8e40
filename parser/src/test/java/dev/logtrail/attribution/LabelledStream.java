package dev.logtrail.attribution;

import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A made-up environment in which every event knows its true request. */
final class LabelledStream {
  static final LogStream STREAM =
      new LogStream(
          "123456789012",
          "eu-west-1",
          "/aws/lambda/orders",
          "2026/11/20/[$LATEST]0123456789abcdef");

  /** Event id to "requestId#n", or to "" for the environment's own. */
  final Map<String, String> owners = new LinkedHashMap<>();

  final List<LogEvent> events = new ArrayList<>();
  private final Random random;
  private long time = 1_795_000_000_000L;
  private int seq;
  private final List<String> waiting = new ArrayList<>();
  private String last;
  private boolean died;

  LabelledStream(long seed) {
    this.random = new Random(seed);
  }

  /** A stream of some requests with the accidents that happen to them. */
  static LabelledStream python(long seed, int requests) {
    LabelledStream stream = new LabelledStream(seed);
    stream.initStart();
    List<String> ids = new ArrayList<>();
    for (int r = 0; r < requests; r++) {
      boolean retry = !ids.isEmpty() && stream.random.nextInt(5) == 0;
      String id = retry ? ids.get(stream.random.nextInt(ids.size())) : stream.uuid();
      ids.add(id);
      long attempts =
          stream.owners.values().stream().filter(o -> o.startsWith(id + "#")).distinct().count();
      stream.request(id, (int) attempts + 1);
    }
    if (stream.random.nextBoolean()) {
      stream.lines(2);
    }
    stream.waiting.forEach(e -> stream.owners.put(e, ""));
    return stream;
  }

  private void initStart() {
    event(
        null,
        "INIT_START Runtime Version: python:3.13.v50\tRuntime Version ARN: arn:aws:lambda:x\n");
    lines(random.nextInt(3));
    last = null;
  }

  private void request(String id, int n) {
    String owner = id + "#" + n;
    waiting.forEach(e -> owners.put(e, owner));
    waiting.clear();
    died = false;
    time += 5 + random.nextInt(2000);
    event(owner, "START RequestId: " + id + " Version: $LATEST\n");
    last = owner;
    boolean open = true;
    int count = random.nextInt(5);
    for (int i = 0; i < count; i++) {
      event(owner, line());
    }
    if (random.nextInt(6) == 0) {
      event(owner, "START RequestId: " + uuid() + " Version: $LATEST\n");
      event(owner, "END RequestId: " + uuid() + "\n");
    }
    String status = random.nextInt(5) == 0 ? "\tStatus: timeout" : "\t";
    boolean oldTimeout = random.nextInt(8) == 0;
    event(owner, "END RequestId: " + id + "\n");
    event(
        owner,
        "REPORT RequestId: "
            + id
            + "\tDuration: 12.34 ms\tBilled Duration: 13 ms\tMemory Size: 128 MB\tMax Memory Used:"
            + " 40 MB"
            + status
            + "\n");
    if (oldTimeout) {
      event(owner, "2026-11-20T10:00:00.000Z " + id + " Task timed out after 3.00 seconds\n\n");
    }
    died = !status.isBlank() || oldTimeout;
    lines(random.nextInt(3));
    if (died && random.nextBoolean()) {
      initStart();
    }
  }

  /** Output between requests. */
  private void lines(int count) {
    for (int i = 0; i < count; i++) {
      boolean init = died || last == null;
      event(init ? null : last, line());
    }
  }

  private String line() {
    return List.of(
            "charging card\n",
            "retrying\n",
            "{\"requestId\":\"" + uuid() + "\",\"ok\":true}\n",
            "\n",
            "done in 3 ms")
        .get(random.nextInt(5));
  }

  private void event(String owner, String message) {
    time += random.nextInt(3);
    String id = id();
    events.add(new LogEvent(id, time, message));
    if (owner == null) {
      waiting.add(id);
    } else {
      owners.put(id, owner);
    }
  }

  private String id() {
    return BigInteger.valueOf(time)
        .shiftLeft(144)
        .or(BigInteger.valueOf(time + 1500).shiftLeft(80))
        .or(BigInteger.valueOf(77).shiftLeft(16))
        .or(BigInteger.valueOf(seq++ % 65536))
        .toString();
  }

  private String uuid() {
    return new java.util.UUID(random.nextLong(), random.nextLong()).toString();
  }
}
