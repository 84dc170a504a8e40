package dev.logtrail.store.logs;

import dev.logtrail.trail.Basis;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.TrailEvent;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Lambda logs made up by a seeded generator: what the segment dictionary is trained on, and what
 * tests store. Every line was written for this purpose, after the formats that AWS documents.
 */
public final class SyntheticLogs {
  private final Random random;

  public SyntheticLogs(long seed) {
    random = new Random(seed);
  }

  /** The events of one request, markers included, as one PutLogEvents call would store them. */
  public List<TrailEvent> request(long startMs) {
    String id = uuid();
    List<String> lines = new ArrayList<>(new SyntheticLines(random, id, startMs).request());
    return events(lines, startMs);
  }

  private List<TrailEvent> events(List<String> lines, long startMs) {
    long ingestion = startMs + 500 + random.nextInt(9000);
    long hash = random.nextLong();
    int seq = random.nextInt(200);
    List<TrailEvent> events = new ArrayList<>();
    long time = startMs;
    for (int i = 0; i < lines.size(); i++) {
      boolean edge = i == 0 || i >= lines.size() - 2;
      Basis basis = edge || random.nextInt(3) == 0 ? Basis.REQUEST_ID : Basis.MARKERS;
      LogEvent event = new LogEvent(id(time, ingestion, hash, seq++), time, lines.get(i));
      events.add(new TrailEvent(event, basis, false, Source.SUBSCRIPTION));
      time += random.nextInt(4) == 0 ? random.nextInt(120) : random.nextInt(3);
    }
    return events;
  }

  /** An event id as CloudWatch packs them. */
  public static String id(long timestamp, long ingestionTime, long hash, int seq) {
    return BigInteger.valueOf(timestamp)
        .shiftLeft(64)
        .add(BigInteger.valueOf(ingestionTime))
        .shiftLeft(64)
        .add(new BigInteger(Long.toUnsignedString(hash)))
        .shiftLeft(16)
        .add(BigInteger.valueOf(seq))
        .toString();
  }

  /** A request id of version 4. */
  public String uuid() {
    return "%08x-%04x-4%03x-%x%03x-%012x"
        .formatted(
            random.nextInt(),
            random.nextInt(0x10000),
            random.nextInt(0x1000),
            8 + random.nextInt(4),
            random.nextInt(0x1000),
            random.nextLong() & 0xFFFFFFFFFFFFL);
  }

  /** A time of 2026, for samples. */
  public long time() {
    long year = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    return year + (long) (random.nextDouble() * 365L * 86_400_000L);
  }

  static String format(String format, Object... args) {
    return String.format(Locale.ROOT, format, args);
  }
}
