package dev.logtrail.demo;

import dev.logtrail.demo.lambda.LabelledEvent;
import dev.logtrail.demo.lambda.durable.DurableRun;
import dev.logtrail.demo.lambda.durable.Handler;
import dev.logtrail.demo.lambda.durable.Handler.Print;
import dev.logtrail.demo.lambda.durable.Handler.Step;
import dev.logtrail.demo.lambda.durable.Handler.Suspend;
import dev.logtrail.demo.lambda.durable.SdkStyle;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * The orders that the shop fulfils by a durable function, one after the other: what each request of
 * theirs wrote, as a subscription delivers it, and what EventBridge tells of them.
 */
final class ExecutionPlan {
  static final String FUNCTION = "order-fulfilment";

  private static final long EVERY_MS = 90_000;
  private static final long DELIVERED_AFTER_MS = 1_500;

  /** Every so many-th order is stopped while it waits. */
  private static final int STOPPED_ONE_OF = 5;

  private static final long STOPPED_AFTER_MS = 12_000;
  private static final String JSON = "application/json";

  private static final Handler ORDER =
      new Handler(
          List.of(
              new Print("order received"),
              new Step("reserve-stock", 0, 0),
              new Print("waiting for the payment"),
              new Suspend(20_000),
              new Step("charge-card", 1, 10_000),
              new Print("paid, waiting for the carrier"),
              new Suspend(15_000),
              new Step("book-carrier", 0, 0),
              new Print("order is on its way")));

  private final DemoOptions options;
  private final PriorityQueue<Post> posts =
      new PriorityQueue<>(Comparator.comparingLong(Post::due));
  private long nextStart;
  private int number;

  /**
   * @param start epoch ms when the first one begins
   */
  ExecutionPlan(DemoOptions options, long start) {
    this.options = options;
    this.nextStart = start;
    this.number = (int) (start / EVERY_MS % 100_000);
  }

  /** The first post that is not taken yet; none is due before it. */
  Post peek() {
    while (posts.isEmpty() || posts.peek().due() >= nextStart) {
      begin(nextStart);
      nextStart += EVERY_MS;
    }
    return posts.peek();
  }

  Post next() {
    peek();
    return posts.remove();
  }

  private void begin(long at) {
    boolean stopped = ++number % STOPPED_ONE_OF == 0;
    DurableRun run =
        new DurableRun(
            options.account(),
            options.region(),
            FUNCTION,
            "order-" + number,
            ORDER,
            SdkStyle.NODE,
            ~(31 * options.seed()), // ids of its own
            at,
            stopped ? at + STOPPED_AFTER_MS : Long.MAX_VALUE);
    run.end(
        stopped ? "STOPPED" : "SUCCEEDED", stopped ? at + STOPPED_AFTER_MS : run.ranUntil() + 5);
    run.events().forEach(this::requests);
    List<String> changes = run.statusChanges();
    change(changes.get(0), at);
    change(changes.get(1), stopped ? at + STOPPED_AFTER_MS : run.ranUntil());
  }

  /** Of each request one payload, once it has ended. */
  private void requests(LogStream stream, List<LabelledEvent> events) {
    Map<String, List<LogEvent>> byRequest = new LinkedHashMap<>();
    for (LabelledEvent event : events) {
      byRequest.computeIfAbsent(event.requestId(), id -> new ArrayList<>()).add(event.event());
    }
    String path = SubscriptionPayloads.path(options.account(), options.region());
    for (List<LogEvent> of : byRequest.values()) {
      long due = of.get(of.size() - 1).timestamp() + DELIVERED_AFTER_MS;
      posts.add(new Post(due, path, FleetPlan.GZIP, SubscriptionPayloads.data(stream, of)));
    }
  }

  private void change(String event, long at) {
    byte[] body = event.getBytes(StandardCharsets.UTF_8);
    posts.add(new Post(at + DELIVERED_AFTER_MS, "/ingest/eventbridge", JSON, body));
  }
}
