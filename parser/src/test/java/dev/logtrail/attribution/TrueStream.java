package dev.logtrail.attribution;

import dev.logtrail.trail.Basis;
import dev.logtrail.trail.LogEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * The life of one made-up environment of any runtime, with the accidents that happen to it. Every
 * event knows its true trail and why it is there.
 */
final class TrueStream {
  /** An event's place: {@code requestId#n BASIS}, or {@code ENVIRONMENT}. */
  final Map<String, String> truth = new LinkedHashMap<>();

  final List<LogEvent> events = new ArrayList<>();
  private final Style style;
  private final Random random;
  private final Random losses;
  private final Random inits;
  private final PlatformLines platform;
  private final Map<String, Integer> starts = new HashMap<>();
  private final List<String> waiting = new ArrayList<>();
  private long time = 1_795_000_000_123L;
  private int seq;
  private String last;
  private boolean died = true;
  private boolean initialized;

  /** Whether the next request is one whose function could not be loaded. */
  private boolean notLoaded;

  /** Whether ids tell when an event was ingested, and so between which others. */
  private final boolean ids;

  private TrueStream(Style style, long seed, boolean ids) {
    this.style = style;
    this.ids = ids;
    this.random = new Random(seed);
    this.losses = new Random(~seed);
    this.inits = new Random(seed * 31 + 7);
    this.platform = new PlatformLines(style.json);
  }

  /** A whole life; its first or last events may be missing, as a subscription begins and ends. */
  static TrueStream of(Style style, long seed, int requests) {
    return of(style, seed, requests, true);
  }

  /** The same, without what cut times leave open where no ids tell of the ingestion. */
  static TrueStream withoutIds(Style style, long seed, int requests) {
    return of(style, seed, requests, false);
  }

  private static TrueStream of(Style style, long seed, int requests, boolean withIds) {
    TrueStream stream = new TrueStream(style, seed, withIds);
    int cut = stream.random.nextInt(4);
    stream.start();
    List<String> ids = new ArrayList<>();
    for (int r = 0; r < requests; r++) {
      boolean retry = !ids.isEmpty() && stream.random.nextInt(5) == 0;
      String id = retry ? ids.get(stream.random.nextInt(ids.size())) : stream.uuid();
      ids.add(id);
      boolean plain = cut == 1 && r == 0 || cut == 2 && r == requests - 1;
      stream.request(id, plain);
    }
    if (cut == 1) {
      stream.loseBeginning();
    } else if (cut == 2) {
      stream.loseEnd();
    } else {
      stream.between(2);
    }
    stream.waiting.forEach(e -> stream.truth.put(e, "ENVIRONMENT"));
    return stream;
  }

  /**
   * A Managed Instance: requests overlap, and what names none of them cannot be told whose it is.
   *
   * @param style one whose platform records are JSON
   */
  static TrueStream managed(Style style, long seed, int requests) {
    TrueStream stream = new TrueStream(style, seed, true);
    stream.wait(
        stream.platform.initStart(stream.time).replace("on-demand", "lambda-managed-instances"));
    List<String> open = new ArrayList<>();
    Map<String, Long> began = new HashMap<>();
    for (int step = 0; step < requests * 6; step++) {
      int what = stream.random.nextInt(5);
      if (what == 0 || open.isEmpty()) {
        String id = stream.uuid();
        if (stream.losses.nextInt(4) == 0) {
          stream.put(id + "#1", Basis.DISPUTED, style.withId(id, "of another", stream.time));
          stream.time += 1_100;
        }
        open.add(id);
        began.put(id, stream.time);
        stream.put(id + "#1", Basis.REQUEST_ID, stream.platform.start(id, stream.time));
      } else if (what == 1) {
        String id = open.remove(stream.random.nextInt(open.size()));
        long duration = stream.time - began.get(id);
        String report = stream.platform.report(id, stream.time, duration, null);
        stream.put(id + "#1", Basis.REQUEST_ID, report);
      } else if (what == 2) {
        stream.wait(style.withoutId("of anybody", stream.time));
      } else {
        String id = open.get(stream.random.nextInt(open.size()));
        stream.put(id + "#1", Basis.REQUEST_ID, style.withId(id, "order", stream.time));
      }
    }
    stream.waiting.forEach(e -> stream.truth.put(e, "ENVIRONMENT"));
    return stream;
  }

  private void start() {
    boolean open = style.cutsTimes() && !ids;
    int how = open ? 2 : inits.nextInt(8);
    if (how == 0) {
      for (String line : platform.restore(time)) {
        wait(line);
      }
    } else {
      wait(platform.initStart(time));
    }
    between(random.nextInt(3));
    if (how == 1) {
      failTwice();
    }
  }

  /** The init fails, is made again for the first request, and fails again: all before its START. */
  private void failTwice() {
    wait(platform.initReport(time, 3));
    // Without ids, two inits whose records are cut to one second cannot be told apart.
    time += style.cutsTimes() ? 2_000 : 0;
    between(inits.nextInt(3));
    wait(platform.repeatedInitReport(time));
    initialized = true;
    notLoaded = true;
  }

  private void request(String id, boolean plain) {
    String owner = id + "#" + starts.merge(id, 1, Integer::sum);
    // Cut times of a retry in the same second could be either attempt's.
    time += style.cutsTimes() && starts.get(id) > 1 ? 2_000 : 5 + random.nextInt(1_500);
    init();
    initialized = false;
    waiting.forEach(e -> truth.put(e, owner + " " + Basis.INIT));
    waiting.clear();
    long began = time;
    put(owner, Basis.REQUEST_ID, platform.start(id, time));
    String before = last;
    last = owner;
    boolean restarted = died && random.nextInt(3) == 0;
    if (restarted && !style.json) {
      put(owner, Basis.MARKERS, "INIT_REPORT Init Duration: 9.00 ms\tPhase: invoke\n");
    }
    for (int i = random.nextInt(5); i >= 0 && !notLoaded; i--) {
      line(owner, id);
    }
    boolean failed = notLoaded;
    notLoaded = false;
    boolean lost = !plain && !failed && losses.nextInt(12) == 0;
    if (!plain && !lost && random.nextInt(4) == 0) {
      lookAlikes(owner);
    }
    if (before != null && style.knowsIds() && random.nextInt(4) == 0) {
      bleed(before, id);
    }
    died = failed | (lost || !plain && random.nextInt(4) == 0);
    if (lost) {
      restartUnseen();
    } else {
      finish(owner, id, began);
    }
    between(random.nextInt(3));
    if (died && random.nextBoolean()) {
      wait(platform.initStart(time));
      between(random.nextInt(2));
    }
  }

  /**
   * The request's end and the beginning of the next init are lost, its report is not. Cut times
   * leave open which of two inits of one second wrote a record.
   */
  private void restartUnseen() {
    time += style.cutsTimes() ? 2_000 : 1_000;
    wait(platform.initReport(time, 500 + losses.nextInt(400)));
  }

  /** Every process writes the same when it begins. */
  private void init() {
    if (!initialized && (died || last == null)) {
      initialized = true;
      for (String text : new String[] {"loading", "loaded"}) {
        String line = style.init(text, time);
        if (line != null) {
          wait(line);
        }
      }
    }
  }

  private void finish(String owner, String id, long began) {
    boolean timeout = died && random.nextBoolean();
    if (timeout && !style.json) {
      String words = Style.iso(time) + " " + id + " Task timed out after 3.00 seconds\n\n";
      put(owner, Basis.REQUEST_ID, words);
    }
    if (!style.json) {
      put(owner, Basis.REQUEST_ID, "END RequestId: " + id + "\n");
    }
    String status = !died ? null : timeout ? "timeout" : "error";
    if (style.json && (ids || !style.cutsTimes()) && inits.nextBoolean()) {
      String done = platform.runtimeDone(id, time, status == null ? "success" : status);
      put(owner, Basis.REQUEST_ID, done);
    }
    put(owner, Basis.REQUEST_ID, platform.report(id, time, time - began, status));
    if (died && !timeout && !style.json) {
      String words =
          "RequestId: "
              + id
              + " Error: Runtime exited with error: exit status 1\nRuntime.ExitError\n";
      put(owner, Basis.REQUEST_ID, words);
    }
  }

  /** Markers of others, printed: nested requests there are none. */
  private void lookAlikes(String owner) {
    String other = uuid();
    put(owner, Basis.MARKERS, platform.start(other, time));
    if (!style.json) {
      put(owner, Basis.MARKERS, "END RequestId: " + other + "\n");
      put(owner, Basis.MARKERS, platform.report(other, time, 5, null));
    } else {
      put(owner, Basis.MARKERS, "START RequestId: " + other + " Version: 1\n");
      put(owner, Basis.MARKERS, "END RequestId: " + other + "\n");
    }
  }

  /** A thread of the request before goes on writing. */
  private void bleed(String before, String current) {
    String id = before.substring(0, before.indexOf('#'));
    if (!id.equals(current) && !style.cutsTimes()) {
      put(before, Basis.REQUEST_ID, style.withId(id, "late", time));
    }
  }

  private void line(String owner, String id) {
    String text = "order " + random.nextInt(1_000);
    if (style.knowsIds() && random.nextInt(4) > 0) {
      put(owner, Basis.REQUEST_ID, style.withId(id, text, time));
    } else if (random.nextInt(6) == 0) {
      // An id of the user's own, which no marker names.
      put(owner, Basis.MARKERS, "{\"requestId\":\"" + uuid() + "\",\"ok\":true}\n");
    } else {
      put(owner, Basis.MARKERS, style.withoutId(text, time));
    }
  }

  /** Output between requests: the next one's init, or the last one's. */
  private void between(int count) {
    for (int i = 0; i < count; i++) {
      String text = style.withoutId("tick", time);
      if (died || last == null) {
        init();
        wait(text);
      } else {
        put(last, Basis.AFTER_END, text);
      }
    }
  }

  private void loseBeginning() {
    int start = indexOfStart();
    String owner = truth.get(events.get(start).id()).split(" ")[0];
    for (int i = 0; i <= start; i++) {
      truth.remove(events.remove(0).id());
    }
    truth.replaceAll(
        (id, place) ->
            place.equals(owner + " " + Basis.MARKERS) ? owner + " " + Basis.INFERRED : place);
  }

  private int indexOfStart() {
    for (int i = 0; i < events.size(); i++) {
      if (truth.get(events.get(i).id()).endsWith(Basis.REQUEST_ID.name())) {
        return i;
      }
    }
    throw new IllegalStateException("a stream has a START");
  }

  /** Loses what came after the last START but one line. */
  private void loseEnd() {
    waiting.clear();
    String owner = last;
    int i = events.size() - 1;
    while (i > 0 && !isLineOf(owner, i)) {
      truth.remove(events.remove(i--).id());
    }
  }

  private boolean isLineOf(String owner, int i) {
    String place = truth.get(events.get(i).id());
    boolean markers = place != null && place.equals(owner + " " + Basis.MARKERS);
    return markers || place != null && events.get(i).message().contains("order ");
  }

  private void wait(String message) {
    waiting.add(event(message));
  }

  private void put(String owner, Basis basis, String message) {
    truth.put(event(message), owner + " " + basis);
  }

  private String event(String message) {
    time += random.nextInt(3);
    boolean cut = message.startsWith("{\"timestamp\": \"");
    String id = EventIds.of(time, seq++);
    events.add(new LogEvent(id, cut ? time / 1_000 * 1_000 : time, message));
    return id;
  }

  private String uuid() {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }
}
