package dev.logtrail.api.kit;

import static dev.logtrail.api.kit.Samples.T0;

import dev.logtrail.store.fake.FakeTrailStore;
import dev.logtrail.trail.Basis;
import dev.logtrail.trail.CloudWatchId;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailKey;
import java.util.ArrayList;
import java.util.List;

/** Requests whose story is known: what there is to be told of them. */
public final class InsightFleet {
  public static final String THROWN =
      "[ERROR] ConnectionError: gone\n"
          + "Traceback (most recent call last):\n"
          + "  File \"/var/task/app.py\", line 3, in handler\n";

  private static final long MINUTE_MS = 60_000;

  private final FakeTrailStore store;
  private final long at;

  /** A fleet of {@link Samples#T0}. */
  public InsightFleet(FakeTrailStore store) {
    this(store, T0);
  }

  /** A fleet that begins at a time, in epoch ms. */
  public InsightFleet(FakeTrailStore store, long at) {
    this.store = store;
    this.at = at;
  }

  /** Stores a request of function orders in an environment, with its Max Memory Used. */
  public void put(String stream, String id, long start, int memory, Object... lines) {
    List<TrailEvent> events = Samples.request(id, start, 40, "", lines);
    events.replaceAll(
        e ->
            Samples.event(
                id,
                e.event().timestamp(),
                events.indexOf(e),
                e.event().message().replace("Used: 94", "Used: " + memory)));
    store.put(TrailKey.request(Samples.stream("orders", stream), id, 1), events);
  }

  /**
   * Nine requests of orders in three environments: 000a is well; 000b fails from sick-1 on, which
   * raised its memory from 80 to 120 MB; request late writes a line after its END.
   */
  public void seed() {
    for (int i = 0; i < 4; i++) {
      put("000a", "well-" + i, at + 1_000 * i, 80, 5, "got order " + i + "\n");
      Object[] lines = i == 0 ? new Object[] {5, "got order 9\n"} : new Object[] {5, THROWN};
      put("000b", "sick-" + i, at + 1_000 * i + 10, i == 0 ? 80 : 120, lines);
    }
    List<TrailEvent> late =
        new ArrayList<>(Samples.request("late", at + 9_000, 40, "", 5, "got order 7\n"));
    TrailEvent last = Samples.event("late", at + 9_060, 9, "sent mail after all\n");
    late.add(new TrailEvent(last.event(), Basis.AFTER_END, false, last.source()));
    store.put(TrailKey.request(Samples.stream("orders", "000c"), "late", 1), late);
  }

  /**
   * Two requests of payments with log results, whose lines CloudWatch took 2 s after these came,
   * the line "stored" of request lost after 9 s, and "charged 12 EUR" of either never. The log
   * result of lost came 20 minutes before the begin of the fleet, that of young at its begin.
   */
  public void invoked() {
    invoked("lost", at - 20 * MINUTE_MS, 9_000);
    invoked("young", at, 2_000);
  }

  private void invoked(String id, long cameAt, long lastDelayMs) {
    long start = cameAt - 50;
    List<TrailEvent> all =
        Samples.request(id, start, 40, "", 5, "charging\n", 20, "charged 12 EUR\n", 30, "stored\n");
    StringBuilder log = new StringBuilder();
    List<TrailEvent> came = new ArrayList<>();
    for (TrailEvent e : all) {
      LogEvent event = e.event();
      log.append(event.message());
      long delay = event.message().equals("stored\n") ? lastDelayMs : 2_000;
      CloudWatchId eventId =
          new CloudWatchId(event.timestamp(), cameAt + delay, id.hashCode(), came.size());
      if (!event.message().startsWith("charged")) {
        LogEvent told = new LogEvent(eventId.text(), event.timestamp(), event.message());
        came.add(new TrailEvent(told, e.basis(), false, e.source()));
      }
    }
    store.put(Samples.invocation("payments", id, log.toString(), "null"), cameAt);
    store.put(TrailKey.request(Samples.stream("payments", "000d"), id, 1), came);
  }
}
