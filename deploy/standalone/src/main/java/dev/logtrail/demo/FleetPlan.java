package dev.logtrail.demo;

import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is posted, in which order: a few whole requests at once, then the past in large payloads,
 * then the present as it comes. The same options and start give the same bytes.
 */
final class FleetPlan {
  /** Long enough for every opening request to have ended, and its log to have come. */
  private static final long OPENING_MS = 6_000;

  /** Older synchronous invokes are known from CloudWatch only. */
  private static final long RESULTS_MS = 5 * 60_000;

  /** The most events in a payload of the back-fill. */
  private static final int PAYLOAD_EVENTS = 400;

  static final String GZIP = "application/octet-stream";
  private static final String JSON = "application/json";

  private final DemoOptions options;
  private final long now;
  private final FleetSimulation fleet;
  private final ExecutionPlan executions;

  private FleetPlan(DemoOptions options, long now, long start) {
    this.options = options;
    this.now = now;
    this.fleet = FleetSimulation.endless(options, start);
    this.executions = new ExecutionPlan(options, start);
  }

  /**
   * A plan that begins with the past.
   *
   * @param now where the past ends, epoch ms
   */
  static FleetPlan withPast(DemoOptions options, long now) {
    return new FleetPlan(options, now, now - options.backfill().toMillis());
  }

  /** A plan of the present only, for a fleet that has to begin anew. */
  static FleetPlan fromNow(DemoOptions options, long now) {
    return new FleetPlan(options, now, now);
  }

  /**
   * What is posted before all else: CloudWatch's greeting, and a whole request of each function.
   */
  List<Post> opening() {
    List<Post> posts = new ArrayList<>();
    posts.add(new Post(now, path(), GZIP, SubscriptionPayloads.control(now)));
    FleetSimulation first = FleetSimulation.oneOfEach(options, now - OPENING_MS);
    while (first.nextDue() != Long.MAX_VALUE) {
      posts.add(pack(first.next()));
    }
    return posts;
  }

  /** The past, to be posted as fast as possible. To be asked for once, before {@link #next}. */
  List<Post> backfill() {
    List<Outgoing> past = new ArrayList<>();
    while (fleet.nextDue() <= now) {
      Outgoing outgoing = fleet.next();
      if (outgoing instanceof Outgoing.Batch || outgoing.due() > now - RESULTS_MS) {
        past.add(outgoing);
      }
    }
    List<Post> posts = gathered(past);
    while (executions.peek().due() <= now) {
      posts.add(executions.next());
    }
    return posts;
  }

  /** The next post of the present. */
  Post next() {
    boolean execution = executions.peek().due() < fleet.nextDue();
    return execution ? executions.next() : pack(fleet.next());
  }

  /** Batches of one stream share payloads; everything else stays as it is. */
  private List<Post> gathered(List<Outgoing> past) {
    List<Post> posts = new ArrayList<>();
    Map<LogStream, List<LogEvent>> open = new LinkedHashMap<>();
    for (Outgoing outgoing : past) {
      if (outgoing instanceof Outgoing.Batch batch) {
        List<LogEvent> events = open.computeIfAbsent(batch.stream(), s -> new ArrayList<>());
        events.addAll(batch.events());
        if (events.size() >= PAYLOAD_EVENTS) {
          posts.add(data(batch.stream(), open.remove(batch.stream()), now));
        }
      } else {
        posts.add(pack(outgoing));
      }
    }
    open.forEach((stream, events) -> posts.add(data(stream, events, now)));
    return posts;
  }

  private Post pack(Outgoing outgoing) {
    if (outgoing instanceof Outgoing.Batch batch) {
      return data(batch.stream(), batch.events(), batch.due());
    }
    Outgoing.Result result = (Outgoing.Result) outgoing;
    byte[] body = InvocationDocument.of(result.function(), result.stream(), result.invoked());
    return new Post(result.due(), InvocationDocument.PATH, JSON, body);
  }

  private Post data(LogStream stream, List<LogEvent> events, long due) {
    return new Post(due, path(), GZIP, SubscriptionPayloads.data(stream, events));
  }

  private String path() {
    return SubscriptionPayloads.path(options.account(), options.region());
  }
}
