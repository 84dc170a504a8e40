package dev.logtrail.service.kit;

import dev.logtrail.demo.SubscriptionPayloads;
import dev.logtrail.demo.lambda.platform.Ids;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** The first request of a new Python environment: two lines of init, four prints. */
public final class ColdPythonRequest {
  public static final String ID = "785991e6-7cd0-44b8-a722-3c1aadd65873";
  public static final String INIT_START =
      "INIT_START Runtime Version: python:3.13.v50\tRuntime Version ARN:"
          + " arn:aws:lambda:eu-west-1::runtime:"
          + "5a6b1b3a6e2d4c3b8f6e0e8cf1f3a1f1b1d5c7e9a0b2c4d6e8f0a1b3c5d7e9f1";
  public static final List<String> INIT =
      List.of("loading the price list", "connected to the database");
  public static final List<String> PRINTS =
      List.of("event: create order", "reserved 2 x SKU-7", "payment authorised", "done");
  private static final long BEGAN = 1_795_168_800_123L;
  private static final LogStream STREAM =
      new LogStream(
          "123456789012",
          "eu-west-1",
          "/aws/lambda/orders",
          "2026/11/20/[$LATEST]5d41402abc4b2a76b9719d911017c592");

  private final List<LogEvent> events = new ArrayList<>();

  public ColdPythonRequest() {
    add(INIT_START + "\n");
    INIT.forEach(line -> add(line + "\n"));
    add("START RequestId: " + ID + " Version: $LATEST\n");
    PRINTS.forEach(line -> add(line + "\n"));
    add("END RequestId: " + ID + "\n");
    add(
        "REPORT RequestId: "
            + ID
            + "\tDuration: 46.43 ms\tBilled Duration: 139 ms\tMemory Size: 128 MB"
            + "\tMax Memory Used: 35 MB\tInit Duration: 92.34 ms\t\n");
  }

  private void add(String message) {
    int i = events.size();
    long at = BEGAN + 20L * i;
    // Two puts, as when the platform's sender comes round in the middle of the request.
    long batch = i < 6 ? 0x5eed : 0xfeed;
    events.add(new LogEvent(Ids.eventId(at, BEGAN + 1_500, batch, i), at, message));
  }

  /** All events in the order of writing. */
  public List<LogEvent> events() {
    return events;
  }

  /** What Invoke answered: all but the platform's line of the init. */
  public byte[] invocation() {
    String log = events.stream().skip(1).map(LogEvent::message).collect(Collectors.joining());
    String json =
        """
        {"functionName":"orders","functionVersion":"$LATEST","requestId":"%s","logResult":"%s",
         "statusCode":200,"payload":{"statusCode":201},"invokedAt":"2026-11-20T10:00:00.010Z",
         "account":"%s","region":"%s"}
        """
            .formatted(
                ID,
                Base64.getEncoder().encodeToString(log.getBytes(StandardCharsets.UTF_8)),
                STREAM.account(),
                STREAM.region());
    return json.getBytes(StandardCharsets.UTF_8);
  }

  /** Posts the log result. */
  public void postInvocation(RunningLogtrail server) throws IOException, InterruptedException {
    server.accepted("/ingest/invocations", invocation());
  }

  /** Posts the events in three payloads: the last one first, the middle one twice. */
  public void postEvents(RunningLogtrail server) throws IOException, InterruptedException {
    post(server, 7, events.size());
    post(server, 3, 7);
    post(server, 0, 3);
    post(server, 3, 7);
  }

  /** Posts some of the events. */
  public void post(RunningLogtrail server, int from, int to)
      throws IOException, InterruptedException {
    server.accepted(
        SubscriptionPayloads.path(STREAM.account(), STREAM.region()), payload(from, to));
  }

  /** A payload that holds some of the events. */
  public byte[] payload(int from, int to) {
    return SubscriptionPayloads.data(STREAM, events.subList(from, to));
  }
}
