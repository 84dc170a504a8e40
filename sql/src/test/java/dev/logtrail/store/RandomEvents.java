package dev.logtrail.store;

import dev.logtrail.store.logs.SyntheticLogs;
import dev.logtrail.trail.Basis;
import dev.logtrail.trail.EventId;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.TrailEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Events of any kind, for round trips. */
public final class RandomEvents {
  private RandomEvents() {}

  public static List<TrailEvent> list(Random random, int count) {
    List<TrailEvent> events = new ArrayList<>();
    long[] hashes = {random.nextLong(), random.nextLong(), random.nextLong()};
    for (int i = 0; i < count; i++) {
      long time =
          random.nextInt(20) == 0
              ? random.nextLong()
              : 1_795_000_000_000L + random.nextInt(1_000_000);
      String message = text(random, random.nextInt(200));
      String id = id(random, time, message, hashes);
      int arrival = random.nextInt(4) == 0 ? random.nextInt() : random.nextInt(10);
      events.add(
          new TrailEvent(
              new LogEvent(id, time, message, arrival),
              Basis.values()[random.nextInt(Basis.values().length)],
              random.nextBoolean(),
              Source.values()[random.nextInt(Source.values().length)]));
    }
    return events;
  }

  private static String id(Random random, long time, String message, long[] hashes) {
    return switch (random.nextInt(6)) {
      case 0 -> EventId.makeUp(time, message, 1 + random.nextInt(3));
      case 1 -> text(random, random.nextInt(60));
      default ->
          SyntheticLogs.id(
              Math.abs(time),
              1_795_000_000_000L + random.nextInt(3),
              hashes[random.nextInt(hashes.length)],
              random.nextInt(1 << 16));
    };
  }

  private static String text(Random random, int length) {
    StringBuilder text = new StringBuilder();
    boolean plain = random.nextInt(4) != 0;
    for (int i = 0; i < length; i++) {
      text.append((char) (plain ? ' ' + random.nextInt(95) : random.nextInt(0x10000)));
    }
    return text.toString();
  }
}
