package dev.logtrail.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.demo.FakeServer.Reply;
import dev.logtrail.demo.FakeServer.Taken;
import dev.logtrail.demo.lambda.FailureOdds;
import dev.logtrail.demo.lambda.IngestionDelay;
import dev.logtrail.demo.shop.Shop;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The fleet against a real HTTP server, with a clock that moves on as soon as somebody waits. */
@Timeout(60)
class DemoFleetTest {
  private static final long NOW = 1_795_168_800_123L;
  private static final int POSTS = 60;

  private final AtomicLong time = new AtomicLong(NOW);
  private final List<Long> waits = Collections.synchronizedList(new ArrayList<>());

  @Test
  void postsThePlanInItsOrderWithTheToken() throws InterruptedException {
    try (FakeServer server = new FakeServer(0, number -> Reply.TAKES);
        DemoFleet fleet = start(server.uri())) {
      List<Taken> taken = server.awaitTaken(POSTS);
      assertSentInOrder(taken);
      assertThat(taken).allMatch(t -> "Bearer secret".equals(t.token()));
      assertThat(fleet.refused()).isZero();
      assertThat(fleet.retried()).isZero();
    }
  }

  @Test
  void sendsAgainWhatABusyOrBrokenServerDidNotTake() throws InterruptedException {
    FakeServer.Behaviour behaviour =
        number ->
            number == 3 ? Reply.BUSY : number == 7 || number == 8 ? Reply.BROKEN : Reply.TAKES;
    try (FakeServer server = new FakeServer(0, behaviour);
        DemoFleet fleet = start(server.uri())) {
      List<Taken> taken = server.awaitTaken(POSTS);
      assertSentInOrder(taken.stream().filter(t -> t.reply() == Reply.TAKES).toList());
      assertThat(taken.get(3).body()).isEqualTo(taken.get(2).body());
      assertThat(fleet.retried()).isEqualTo(3);
      assertThat(waits)
          .as("Retry-After, then twice the own patience")
          .startsWith(3_000L, 200L, 400L);
    }
  }

  @Test
  void sendsAgainWhatWasTakenWithoutAnAnswer() throws InterruptedException {
    FakeServer.Behaviour behaviour = number -> number == 5 ? Reply.HANGS_UP : Reply.TAKES;
    try (FakeServer server = new FakeServer(0, behaviour);
        DemoFleet fleet = start(server.uri())) {
      List<Taken> taken = server.awaitTaken(POSTS);
      assertSentInOrder(taken.stream().filter(t -> t.reply() == Reply.TAKES).toList());
      assertThat(taken.get(5).body()).isEqualTo(taken.get(4).body());
      assertThat(fleet.retried()).isEqualTo(1);
    }
  }

  @Test
  void leavesOutWhatTheServerRefusesAndGoesOn() throws InterruptedException {
    try (FakeServer server =
            new FakeServer(0, number -> number == 4 ? Reply.REFUSES : Reply.TAKES);
        DemoFleet fleet = start(server.uri())) {
      assertSentInOrder(server.awaitTaken(POSTS));
      assertThat(fleet.refused()).isEqualTo(1);
    }
  }

  @Test
  void waitsForAServerThatIsNotThereYet() throws InterruptedException {
    URI uri;
    try (FakeServer gone = new FakeServer(0, number -> Reply.TAKES)) {
      uri = gone.uri();
    }
    try (DemoFleet fleet = start(uri)) {
      awaitRetries(fleet, 3);
      try (FakeServer server = new FakeServer(uri.getPort(), number -> Reply.TAKES)) {
        server.awaitTaken(POSTS);
      }
    }
  }

  @Test
  void letsTheTimeGoThatTheMachineSlept() throws InterruptedException {
    long slept = Duration.ofHours(8).toMillis();
    FakeServer.Behaviour behaviour =
        number -> {
          if (number == POSTS) {
            time.addAndGet(slept);
          }
          return Reply.TAKES;
        };
    try (FakeServer server = new FakeServer(0, behaviour);
        DemoFleet fleet = start(server.uri())) {
      server.awaitTaken(POSTS + 10);
      long before = fleet.accepted();
      assertThat(before).as("eight hours would be tens of thousands").isLessThan(5_000);
      assertThat(time.get()).isGreaterThanOrEqualTo(NOW + slept);
    }
  }

  private void assertSentInOrder(List<Taken> taken) {
    FleetPlan plan = FleetPlan.withPast(options(URI.create("http://127.0.0.1:1")), NOW);
    List<Post> expected = new ArrayList<>(plan.opening());
    expected.addAll(plan.backfill());
    while (expected.size() < taken.size()) {
      expected.add(plan.next());
    }
    for (int i = 0; i < taken.size(); i++) {
      assertThat(taken.get(i).path()).as("post %d", i).isEqualTo(expected.get(i).path());
      assertThat(taken.get(i).body()).as("post %d", i).isEqualTo(expected.get(i).body());
    }
  }

  private static void awaitRetries(DemoFleet fleet, long count) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (fleet.retried() < count) {
      assertThat(System.nanoTime()).as("deadline for %d retries", count).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  private DemoFleet start(URI uri) {
    return new DemoFleet(options(uri), new TestClock(), this::pass).start();
  }

  /** Time goes on to the moment that is waited for; a yield lets the rest of the machine run. */
  private void pass(long until) {
    waits.add(until - time.get());
    time.accumulateAndGet(until, Math::max);
    Thread.yield();
  }

  private static DemoOptions options(URI uri) {
    return new DemoOptions(
        uri,
        "secret",
        "123456789012",
        "eu-west-1",
        5,
        Duration.ofMinutes(1),
        2,
        Shop.functions(),
        FailureOdds.usual(),
        IngestionDelay.brief(),
        DeliveryOdds.usual());
  }

  private final class TestClock extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(time.get());
    }
  }
}
