package dev.logtrail.job.kit;

import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * A made-up environment with retries, failures in every form, lost markers, look-alikes of markers,
 * and output of every kind. The same seed makes the same events.
 */
public final class EventfulStream {
  /** Nearly midnight, so that a stream lies on two days. */
  private static final long BEGIN = 1_795_046_400_000L - 6_000;

  private static final int SEQUENCES = 65_536;

  public final LogStream stream;
  public final List<LogEvent> events = new ArrayList<>();
  private final Random random;
  private final Lines lines;
  private final Words words;
  private final List<String> ids = new ArrayList<>();
  private int longest = 6;
  private int losses = 5;
  private long time = BEGIN;
  private int seq;

  private EventfulStream(long seed, boolean json, boolean strays) {
    this.stream =
        new LogStream(
            "123456789012",
            "eu-west-1",
            "/aws/lambda/orders",
            "2026/11/20/[$LATEST]%032x".formatted(seed));
    this.random = new Random(seed);
    this.lines = json ? new JsonLines() : new TextLines();
    this.words = new Words(random, json, strays);
  }

  /**
   * So many requests, one after the other, in text or JSON format.
   *
   * @param strays whether lines name requests weakly that are not their own
   */
  public static EventfulStream of(long seed, int requests, boolean strays) {
    EventfulStream made = new EventfulStream(seed, seed % 3 == 2, strays);
    made.losses = made.chance(25) ? 40 : 5;
    if (made.chance(60)) {
      made.init("on-demand");
    }
    for (int i = 0; i < requests; i++) {
      made.request();
    }
    return made;
  }

  /** Requests of which some print a thousand lines and more. */
  static EventfulStream ofLongRequests(long seed, int requests) {
    EventfulStream made = new EventfulStream(seed, seed % 3 == 2, true);
    made.longest = 1_500;
    for (int i = 0; i < requests; i++) {
      made.request();
    }
    return made;
  }

  /** A Managed Instance: requests overlap, and position proves nothing. */
  public static EventfulStream managed(long seed, int requests) {
    EventfulStream made = new EventfulStream(seed, true, false);
    if (made.chance(70)) {
      made.init("lambda-managed-instances");
    }
    List<String> open = new ArrayList<>();
    for (int i = 0; i < requests || !open.isEmpty(); i++) {
      if (i < requests && made.chance(60)) {
        open.add(made.id());
        made.event(made.lines.start(open.get(open.size() - 1)));
      } else if (!open.isEmpty()) {
        made.event(made.lines.report(open.remove(made.random.nextInt(open.size())), 40, null));
      }
      String by = open.isEmpty() || made.chance(30) ? null : made.anyOf(open);
      made.event(made.words.line(by, made.ids, made.time));
    }
    return made;
  }

  private void init(String type) {
    event(lines.initStart(type));
    output(null, random.nextInt(3));
  }

  private void request() {
    time += chance(3) ? 3_600_000 : random.nextInt(40);
    String id = chance(12) && !ids.isEmpty() ? anyOf(ids) : id();
    boolean idOnly = chance(4);
    long begin = time;
    String death = chance(15) ? words.death() : null;
    if (chance(5)) {
      event(lines.failedInit());
    }
    if (!idOnly && !chance(losses)) {
      event(lines.start(id));
    }
    output(id, chance(20) ? random.nextInt(longest) : random.nextInt(6));
    if (death != null && chance(50)) {
      event(words.deathLine(id, time, death));
    }
    if (!idOnly) {
      finish(id, death, begin);
    }
    output(id, random.nextInt(3));
    if (death != null && chance(60)) {
      init("on-demand");
    }
  }

  private void finish(String id, String death, long begin) {
    if (!chance(losses) && lines.end(id) != null) {
      event(lines.end(id));
    }
    output(null, chance(10) ? 1 : 0);
    if (!chance(losses)) {
      event(lines.report(id, time - begin, chance(50) ? death : null));
    }
    if (death != null && chance(30)) {
      event(words.deathLine(id, time, death));
    }
  }

  /** Lines by this request or, now and then, by one of the last few or by nobody. */
  private void output(String id, int count) {
    for (int i = 0; i < count; i++) {
      String by = chance(8) && !ids.isEmpty() ? recent() : id;
      if (chance(3)) {
        String named = chance(30) && id != null ? id : chance(50) ? uuid() : recentOr(uuid());
        event(words.lookAlike(named));
      } else if (chance(4)) {
        words.traceback().forEach(this::event);
      } else {
        event(words.line(by, ids.subList(Math.max(0, ids.size() - 3), ids.size()), time));
      }
    }
  }

  private String recentOr(String other) {
    return ids.isEmpty() ? other : recent();
  }

  private String recent() {
    return ids.get(Math.max(0, ids.size() - 1 - random.nextInt(3)));
  }

  private String anyOf(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }

  private String id() {
    String id = chance(5) ? "req" + ids.size() : uuid();
    ids.add(id);
    return id;
  }

  private String uuid() {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private void event(String message) {
    time += random.nextInt(4);
    long at = words.cutsTime(message) ? time - time % 1_000 : time;
    events.add(new LogEvent(eventId(at), at, message));
  }

  private String eventId(long at) {
    return BigInteger.valueOf(at)
        .shiftLeft(144)
        .or(BigInteger.valueOf(time + 1_500).shiftLeft(80))
        .or(BigInteger.valueOf(77).shiftLeft(16))
        .or(BigInteger.valueOf(seq++ % SEQUENCES))
        .toString();
  }
}
