package dev.logtrail.api.kit;

import dev.logtrail.api.render.Times;
import dev.logtrail.store.fake.FakeTrailStore;

/** A trace of four requests of three functions, of which two failed, with pauses between. */
public final class FailedTrace {
  public static final String ID = "1-692bd1a0-5f7e9c2d4b6a8091a2b3c4d5";
  private static final String XRAY = "XRAY TraceId: " + ID + "\tSegmentId: 6d2c4a1b0f9e8d7c";

  private FailedTrace() {}

  /** Stores it, beginning at a time. */
  public static void put(FakeTrailStore store, long at) {
    put(store, "orders-api", "dddd1111", at, 1843, XRAY, 8, "charging card", "payment declined");
    put(
        store,
        "payment",
        "dddd2222",
        at + 450,
        300,
        XRAY + "\tStatus: error",
        4,
        "charge 12 EUR",
        "provider answered 503");
    put(
        store,
        "payment",
        "dddd3333",
        at + 800,
        1000,
        XRAY + "\tStatus: timeout",
        4,
        "charge again",
        null);
    put(store, "notifier", "dddd4444", at + 1850, 95, XRAY, 4, "order cancelled", "mail refused");
  }

  private static void put(
      FakeTrailStore store,
      String function,
      String start,
      long at,
      int ms,
      String more,
      int first,
      String one,
      String error) {
    String id = start + "-5d1c-4b7a-9e2f-6c3d2b1a0f9e";
    String line = "%s\t" + id + "\t%s\t%s\n";
    String last =
        error == null
            ? Times.utc(at + ms) + " " + id + " Task timed out after 1.00 seconds\n\n"
            : line.formatted(Times.utc(at + ms - 10), "ERROR", error);
    store.put(
        Samples.key(function, id),
        Samples.request(
            id,
            at,
            ms,
            more,
            first,
            line.formatted(Times.utc(at + first), "INFO", one),
            error == null ? ms : ms - 10,
            last));
  }
}
