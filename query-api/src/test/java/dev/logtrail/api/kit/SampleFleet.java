package dev.logtrail.api.kit;

import dev.logtrail.api.render.Times;
import dev.logtrail.store.fake.FakeTrailStore;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailKey;
import java.util.ArrayList;
import java.util.List;

/** Requests of every runtime, format and outcome that the page shows. */
public final class SampleFleet {
  public static final String HOSTILE =
      "<img src=x onerror=\"window.hacked=1\"><script>window.hacked=1</script>";
  public static final String TIMEOUT_ID = "8a7d6c5b-4e3f-4a2b-9c1d-0e9f8a7b6c5d";
  public static final String PYTHON_ID = "c0ffee00-1234-4abc-8def-0123456789ab";
  public static final String TEST_ID = "0b1e2d3c-4a5f-4b6e-8d7c-9f8e7d6c5b4a";

  /** The name of the execution that {@link #executed} adds. */
  public static final String EXECUTION = "order-123";

  public static final String TRACE_ID = "1-5759e988-bd862e3fe1be46a994272793";
  public static final String LARGE_ID = "1a49e000-0000-4000-8000-00000000aaaa";
  public static final String HOSTILE_ID = "evil-" + HOSTILE;

  private final FakeTrailStore store;
  private final long now;

  public SampleFleet(FakeTrailStore store, long now) {
    this.store = store;
    this.now = now;
  }

  /** Stores them all, the last some seconds before now. */
  public void seed() {
    for (int i = 0; i < 14; i++) {
      warm(
          "%08x-5d1c-4b7a-9e2f-6c3d2b1a0f9e".formatted(0x1a2b3c4d + i * 7919),
          now - 400_000 + i * 20_000L,
          i);
    }
    coldJson(now - 95_000);
    python(now - 61_000);
    timeout(now - 48_000);
    crash(now - 33_000);
    tested(now - 21_000);
    hostile(now - 12_000);
    running(now - 3_000);
  }

  /** A short request of the busiest function. */
  public void warm(String id, long at, int i) {
    String prefix = "[INFO]\t" + Times.utc(at + 3) + "\t" + id + "\t";
    put(
        "orders-api",
        id,
        Samples.request(
            id,
            at,
            38 + i * 3,
            "",
            3,
            prefix + "GET /orders/" + (4711 + i) + "\n",
            9,
            "[DEBUG]\t"
                + Times.utc(at + 9)
                + "\t"
                + id
                + "\tcache miss for order "
                + (4711 + i)
                + "\n",
            31,
            prefix + "200 in 28 ms\n"));
  }

  /** A request with so many lines, a third of them JSON, and so many short requests. */
  public void large(int lines, int requests) {
    for (int i = 0; i < requests; i++) {
      warm("%08x-5d1c-4b7a-9e2f-0000000000aa".formatted(i), now - 500_000 - i * 1_500L, i);
    }
    if (lines == 0) {
      return;
    }
    long at = now - 410_000;
    Object[] texts = new Object[2 * lines];
    for (int i = 0; i < lines; i++) {
      texts[2 * i] = i + 1;
      texts[2 * i + 1] =
          i % 3 == 0
              ? json(
                  at + i,
                  i % 30 == 0 ? "WARN" : "INFO",
                  LARGE_ID,
                  "row " + i + " written",
                  "\"table\":\"orders\",\"row\":%d,\"service\":\"export\"".formatted(i))
              : "[INFO]\t"
                  + Times.utc(at + i)
                  + "\t"
                  + LARGE_ID
                  + "\trow "
                  + i
                  + " of the export\n";
    }
    put("report-export", LARGE_ID, Samples.request(LARGE_ID, at, lines + 10, "", texts));
  }

  /** Two requests of one trace, the second within the first. */
  public void traced() {
    String trace = "XRAY TraceId: " + TRACE_ID + "\tSegmentId: 6d2c4a1b0f9e8d7c\tSampled: true";
    long at = now - 150_000;
    String api = "aaaa1111-5d1c-4b7a-9e2f-6c3d2b1a0f9e";
    String worker = "bbbb2222-5d1c-4b7a-9e2f-6c3d2b1a0f9e";
    String line = "[INFO]\t%s\t%s\t%s\n";
    put(
        "orders-api",
        api,
        Samples.request(
            api,
            at,
            900,
            trace,
            5,
            line.formatted(Times.utc(at + 5), api, "charging the card"),
            870,
            line.formatted(Times.utc(at + 870), api, "charged")));
    put(
        "payment-worker",
        worker,
        Samples.request(
            worker,
            at + 60,
            780,
            "Init Duration: 40.00 ms\t" + trace,
            10,
            line.formatted(Times.utc(at + 70), worker, "asking the provider"),
            760,
            line.formatted(Times.utc(at + 820), worker, "the provider answered")));
  }

  /** Adds a durable execution of two requests, an hour apart; the second one replays the first. */
  public void executed() {
    String arn =
        "arn:aws:lambda:eu-west-1:123456789012:function:shop:7/durable-execution/"
            + EXECUTION
            + "/9f7d84c9-5d1c-3b7a-9e2f-6c3d2b1a0f9e";
    String line =
        "{\"requestId\":\"%s\",\"timestamp\":\"%s\",\"level\":\"%s\",\"executionArn\":\""
            + arn
            + "\",\"operationId\":\"%s\",\"operationName\":\"%s\",\"attempt\":%d,\"message\":\"%s\"}\n";
    long at = now - 4_000_000;
    String first = "cccc1111-5d1c-4b7a-9e2f-6c3d2b1a0f9e";
    String second = "cccc2222-5d1c-4b7a-9e2f-6c3d2b1a0f9e";
    put(
        "shop",
        first,
        Samples.request(
            first,
            at,
            400,
            "",
            5,
            "order received\n",
            100,
            line.formatted(first, Times.utc(at + 100), "INFO", "01", "reserve", 1, "reserved"),
            300,
            line.formatted(first, Times.utc(at + 300), "ERROR", "02", "charge", 1, "declined")));
    long later = at + 3_600_400;
    put(
        "shop",
        second,
        Samples.request(
            second,
            later,
            300,
            "",
            5,
            "order received\n",
            200,
            line.formatted(second, Times.utc(later + 200), "INFO", "02", "charge", 2, "charged")));
  }

  private void coldJson(long at) {
    String id = "5f6e7d8c-9b0a-4c1d-8e2f-3a4b5c6d7e8f";
    List<TrailEvent> events = new ArrayList<>();
    events.add(
        Samples.event(
            id,
            at - 640,
            99,
            "INIT_START Runtime Version: nodejs:22.v29\tRuntime Version ARN:"
                + " arn:aws:lambda:eu-west-1::runtime:0cdcfbdefbc5e7d3343f73c2e2dd3cba17d61dea0686b404502a0c9ce83931b9\n"));
    events.addAll(
        Samples.request(
            id,
            at,
            512,
            "Init Duration: 612.30 ms\t",
            4,
            json(
                at + 4,
                "INFO",
                id,
                "payment accepted",
                "\"orderId\":\"A-4711\",\"amount\":{\"value\":129.9,\"currency\":\"EUR\"},\"items\":[{\"sku\":\"KB-01\",\"qty\":1},{\"sku\":\"MS-07\",\"qty\":2}],\"express\":true,\"coupon\":null"),
            180,
            json(
                at + 180,
                "WARN",
                id,
                "provider answered slowly",
                "\"provider\":\"acme-pay\",\"elapsedMs\":171,\"attempt\":1"),
            500,
            json(at + 500, "INFO", id, "booked", "\"ledger\":\"2026-11\"")));
    put("payment-worker", id, events);
  }

  private void python(long at) {
    String error =
        "[ERROR] KeyError: 'total'\n"
            + "Traceback (most recent call last):\n"
            + "  File \"/var/task/app.py\", line 42, in handler\n"
            + "    return respond(invoice(order))\n"
            + "  File \"/var/task/billing.py\", line 17, in invoice\n"
            + "    amount = order['total'] * RATE\n";
    put(
        "billing",
        PYTHON_ID,
        Samples.request(
            PYTHON_ID,
            at,
            87,
            "",
            2,
            "[INFO]\t" + Times.utc(at + 2) + "\t" + PYTHON_ID + "\tbilling order A-4711\n",
            2,
            "order = {'id': 'A-4711', 'lines': 3}\n",
            14,
            "[WARNING]\t"
                + Times.utc(at + 14)
                + "\t"
                + PYTHON_ID
                + "\tno tax rate for XI, taking GB\n",
            80,
            error.stripTrailing()));
  }

  private void timeout(long at) {
    put(
        "report-export",
        TIMEOUT_ID,
        Samples.request(
            TIMEOUT_ID,
            at,
            3000,
            "Status: timeout",
            5,
            Times.utc(at + 5) + "\t" + TIMEOUT_ID + "\tINFO\texporting 2026-10 for 48 tenants\n",
            1204,
            Times.utc(at + 1204) + "\t" + TIMEOUT_ID + "\tINFO\t12 of 48 done\n",
            2400,
            Times.utc(at + 2400) + "\t" + TIMEOUT_ID + "\tWARN\tslow query: 1180 ms\n",
            3000,
            Times.utc(at + 3000) + " " + TIMEOUT_ID + " Task timed out after 3.00 seconds\n\n"));
  }

  private void crash(long at) {
    String id = "deadbeef-0000-4bad-8f00-d00dfeedface";
    put(
        "thumbnailer",
        id,
        Samples.request(
            id,
            at,
            1840,
            "Status: error\tError Type: Runtime.OutOfMemory",
            8,
            Times.utc(at + 8) + "\t" + id + "\tINFO\tresizing IMG_2041.HEIC (48 MB)\n",
            900,
            Times.utc(at + 900)
                + "\t"
                + id
                + "\tERROR\tError: write EPIPE\n"
                + "    at afterWriteDispatched (node:internal/stream_base_commons:161:15)\n"
                + "    at writeGeneric (node:internal/stream_base_commons:152:3)\n"
                + "    at Socket._writeGeneric (node:net:958:11)\n"
                + "    at Socket._write (node:net:970:8)\n"
                + "    at writeOrBuffer (node:internal/streams/writable:572:12)\n",
            1839,
            "RequestId: "
                + id
                + " Error: Runtime exited with error: signal: killed\nRuntime.ExitError\n"));
  }

  private void tested(long at) {
    put(
        "orders-api",
        TEST_ID,
        Samples.request(
            TEST_ID,
            at,
            44,
            "",
            3,
            "[INFO]\t" + Times.utc(at + 3) + "\t" + TEST_ID + "\tPOST /orders\n",
            40,
            "created order A-4712\n"));
    store.put(
        new Invocation(
            "123456789012",
            "eu-west-1",
            "orders-api",
            "$LATEST",
            TEST_ID,
            "created order A-4712\n",
            true,
            200,
            null,
            "{\"statusCode\":201,\"headers\":{\"content-type\":\"application/json\"},\"body\":{\"id\":\"A-4712\",\"lines\":[{\"sku\":\"KB-01\",\"qty\":1}],\"total\":49.9}}",
            at));
  }

  private void hostile(long at) {
    put(
        "web" + "<b>hook</b>",
        HOSTILE_ID,
        Samples.request(
            HOSTILE_ID,
            at,
            12,
            "",
            2,
            HOSTILE + "\n",
            4,
            json(
                at + 4,
                "ERROR",
                HOSTILE_ID,
                HOSTILE,
                "\"" + "<b>k</b>\":\"<script>window.hacked=1</script>\"")));
  }

  private void running(long at) {
    String id = "7777aaaa-bbbb-4ccc-8ddd-eeeeffff0000";
    put(
        "report-export",
        id,
        Samples.open(
            id,
            at,
            5,
            Times.utc(at + 5) + "\t" + id + "\tINFO\texporting 2026-11 for 48 tenants\n"));
  }

  private static String json(long at, String level, String id, String message, String fields) {
    return "{\"timestamp\":\"%s\",\"level\":\"%s\",\"requestId\":\"%s\",\"message\":\"%s\",%s}"
        .formatted(
            Times.utc(at), level, id.replace("\"", "\\\""), message.replace("\"", "\\\""), fields);
  }

  private void put(String function, String id, List<TrailEvent> events) {
    store.put(TrailKey.request(Samples.stream(function, "0001"), id, 1), events);
  }
}
