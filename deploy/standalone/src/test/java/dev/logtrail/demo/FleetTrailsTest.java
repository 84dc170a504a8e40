package dev.logtrail.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.attribution.AttributedTrail;
import dev.logtrail.attribution.StreamSplit;
import dev.logtrail.demo.lambda.FailureOdds;
import dev.logtrail.demo.lambda.IngestionDelay;
import dev.logtrail.demo.shop.Shop;
import dev.logtrail.payload.PayloadDecoder;
import dev.logtrail.payload.bytes.UnreadableException;
import dev.logtrail.payload.decoding.Decoded;
import dev.logtrail.reading.TrailReading;
import dev.logtrail.trail.Basis;
import dev.logtrail.trail.Delivery;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Outcome;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.Trail;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the fleet posts, read by the real decoder and parser: bytes in, readable trails out. */
class FleetTrailsTest {
  private static final long NOW = 1_795_168_800_123L;
  private static final String ACCOUNT = "123456789012";
  private static final String REGION = "eu-west-1";

  private static final Map<LogStream, List<LogEvent>> EVENTS = new HashMap<>();
  private static final Map<String, Invocation> INVOCATIONS = new HashMap<>();
  private static final Map<String, Long> DROPPED = new HashMap<>();
  private static final List<Trail> TRAILS = new ArrayList<>();

  @BeforeAll
  static void walk() throws UnreadableException {
    try (PayloadDecoder decoder = new PayloadDecoder()) {
      for (Post post : posts()) {
        boolean results = post.path().equals(InvocationDocument.PATH);
        boolean changes = post.path().equals("/ingest/eventbridge");
        Source source =
            results ? Source.LOG_RESULT : changes ? Source.EVENTBRIDGE : Source.SUBSCRIPTION;
        take(decoder.decode(new Delivery(source, ACCOUNT, REGION, post.body())));
      }
    }
    EVENTS.forEach(
        (stream, events) -> {
          for (AttributedTrail t : StreamSplit.split(stream, Source.SUBSCRIPTION, events)) {
            Invocation invocation = INVOCATIONS.get(t.key().requestId());
            TRAILS.add(TrailReading.read(t.key(), t.events(), invocation));
          }
        });
  }

  @Test
  void everythingIsReadableButTheControlMessage() {
    assertThat(DROPPED).containsExactly(Map.entry("control_message", 1L));
    List<String> functions = new ArrayList<>(Shop.functions().stream().map(f -> f.name()).toList());
    functions.add(ExecutionPlan.FUNCTION);
    assertThat(EVENTS.keySet().stream().map(LogStream::functionName).distinct())
        .containsExactlyInAnyOrderElementsOf(functions);
  }

  @Test
  void everyOutcomeIsThere() {
    Set<Outcome> outcomes = EnumSet.noneOf(Outcome.class);
    TRAILS.stream()
        .filter(FleetTrailsTest::isRequest)
        .forEach(t -> outcomes.add(t.header().outcome()));
    assertThat(outcomes)
        .contains(
            Outcome.SUCCESS,
            Outcome.ERROR,
            Outcome.TIMEOUT,
            Outcome.OUT_OF_MEMORY,
            Outcome.CRASH,
            Outcome.INIT_ERROR);
  }

  @Test
  void coldStartsAreSeen() {
    assertThat(TRAILS).anyMatch(t -> Boolean.TRUE.equals(t.header().coldStart()));
    assertThat(TRAILS).anyMatch(t -> Boolean.FALSE.equals(t.header().coldStart()));
  }

  @Test
  void aLogResultAddsNoLineToAWholeTrail() {
    List<String> doubled = new ArrayList<>();
    int merged = 0;
    for (Trail trail : TRAILS) {
      // Of later ones, batches may still be on their way.
      if (trail.invocation() == null || trail.invocation().invokedAt() > NOW) {
        continue;
      }
      merged++;
      trail.entries().stream()
          .filter(e -> e.basis() == Basis.LOG_RESULT)
          .forEach(e -> doubled.add(trail.header().outcome() + ": " + e.message()));
    }
    assertThat(merged).isGreaterThan(100);
    assertThat(doubled).isEmpty();
  }

  private static boolean isRequest(Trail trail) {
    return !trail.header().key().isEnvironment();
  }

  private static void take(Decoded decoded) {
    assertThat(decoded.rejected()).isEmpty();
    decoded
        .batches()
        .forEach(
            b -> EVENTS.computeIfAbsent(b.stream(), s -> new ArrayList<>()).addAll(b.events()));
    decoded.invocations().forEach(i -> INVOCATIONS.put(i.requestId(), i));
    decoded.dropped().forEach((reason, count) -> DROPPED.merge(reason, count, Long::sum));
  }

  private static List<Post> posts() {
    DemoOptions options =
        new DemoOptions(
            URI.create("http://127.0.0.1:1"),
            null,
            ACCOUNT,
            REGION,
            1,
            Duration.ofMinutes(5),
            4,
            Shop.functions(),
            FailureOdds.frequent(),
            IngestionDelay.brief(),
            new DeliveryOdds(0.1, 0.05, 0.1));
    FleetPlan plan = FleetPlan.withPast(options, NOW);
    List<Post> posts = new ArrayList<>(plan.opening());
    posts.addAll(plan.backfill());
    // Long enough for what was late or long to come as well.
    for (Post next = plan.next(); next.due() < NOW + 60_000; next = plan.next()) {
      posts.add(next);
    }
    return posts;
  }
}
