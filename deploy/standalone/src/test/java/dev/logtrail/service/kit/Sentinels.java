package dev.logtrail.service.kit;

import dev.logtrail.demo.SubscriptionPayloads;
import dev.logtrail.demo.lambda.platform.Ids;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Payloads posted after all others. When they can be read, all that was acknowledged before them
 * has been through the job: it takes deliveries in the order of their commits, and there are enough
 * streams to pass through every task.
 */
public final class Sentinels {
  private static final int STREAMS = 12;
  private static final long AT = 1_795_168_800_000L;

  /** The events of all of them; the same each time. */
  public static final Set<String> EVENT_IDS = new HashSet<>();

  private final RunningLogtrail server;
  private final List<String> requestIds = new ArrayList<>();

  private Sentinels(RunningLogtrail server) {
    this.server = server;
  }

  /** Posts new ones, which nobody has posted before. */
  public static Sentinels post(RunningLogtrail server) throws Exception {
    Sentinels sentinels = new Sentinels(server);
    Random random = new Random(EVENT_IDS.size());
    for (int i = 0; i < STREAMS; i++) {
      String requestId = Ids.requestId(random);
      String name = "2026/11/20/[$LATEST]" + requestId.replace("-", "");
      LogStream stream = new LogStream("123456789012", "eu-west-1", "/aws/lambda/sentinel", name);
      String id = Ids.eventId(AT, AT + 1_000, random.nextLong(), 0);
      LogEvent start =
          new LogEvent(id, AT, "START RequestId: " + requestId + " Version: $LATEST\n");
      server.accepted(
          SubscriptionPayloads.path(stream.account(), stream.region()),
          SubscriptionPayloads.data(stream, List.of(start)));
      EVENT_IDS.add(id);
      sentinels.requestIds.add(requestId);
    }
    return sentinels;
  }

  /** Waits until all of them can be read. */
  public void await(Duration within) throws Exception {
    for (String requestId : requestIds) {
      Await.until(
          within,
          () -> "sentinel " + requestId + "\n" + server.process().describe(),
          () -> server.get("/api/v1/trails/" + requestId).statusCode() == 200);
    }
  }
}
