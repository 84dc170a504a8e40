package dev.logtrail.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.demo.lambda.FailureOdds;
import dev.logtrail.demo.lambda.IngestionDelay;
import dev.logtrail.demo.shop.Shop;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FleetPlanTest {
  private static final long NOW = 1_795_168_800_123L;

  @Test
  void theSameSeedAndClockGiveTheSameBytes() {
    assertThat(everything(options(7), NOW))
        .usingElementComparator(FleetPlanTest::compare)
        .isEqualTo(everything(options(7), NOW));
    assertThat(everything(options(7), NOW).get(1).body())
        .isNotEqualTo(everything(options(8), NOW).get(1).body())
        .isNotEqualTo(everything(options(7), NOW + 1).get(1).body());
  }

  @Test
  void opensWithAControlMessageAndAWholeRequestOfEachFunction() {
    List<Post> opening = FleetPlan.withPast(options(1), NOW).opening();

    assertThat(payload(opening.get(0))).containsEntry("messageType", "CONTROL_MESSAGE");
    Map<String, String> text = new HashMap<>();
    for (Post post : opening.subList(1, opening.size())) {
      if (isSubscription(post)) {
        Map<String, Object> payload = payload(post);
        TestJson.events(payload)
            .forEach(
                e ->
                    text.merge(
                        (String) payload.get("logGroup"),
                        (String) e.get("message"),
                        String::concat));
      }
    }
    assertThat(text).hasSize(Shop.functions().size());
    assertThat(text.values())
        .allMatch(t -> t.contains("START RequestId") || t.contains("platform.start"))
        .allMatch(t -> t.contains("REPORT RequestId") || t.contains("platform.report"));
  }

  @Test
  void thePastIsPackedInLargePayloadsAndThePresentFollows() {
    FleetPlan plan = FleetPlan.withPast(options(1), NOW);
    List<Post> past = plan.backfill();

    assertThat(past).allMatch(post -> post.due() <= NOW);
    assertThat(past.stream().filter(FleetPlanTest::isSubscription).filter(p -> !isOrder(p)).count())
        .as("payloads for %d minutes", options(1).backfill().toMinutes())
        .isLessThan(150);
    long due = NOW;
    for (int i = 0; i < 200; i++) {
      Post next = plan.next();
      assertThat(next.due()).isGreaterThanOrEqualTo(due);
      due = next.due();
    }
  }

  @Test
  void theSubscriptionDeliversOutOfOrderAndTwice() {
    FleetPlan plan = FleetPlan.fromNow(options(1), NOW);
    Set<String> ids = new HashSet<>();
    Map<String, String> lastOfStream = new HashMap<>();
    int twice = 0;
    int backwards = 0;
    for (int i = 0; i < 600; i++) {
      Post post = plan.next();
      if (!isSubscription(post)) {
        continue;
      }
      Map<String, Object> payload = payload(post);
      String first = (String) TestJson.events(payload).get(0).get("id");
      twice += ids.add(first) ? 0 : 1;
      String last = lastOfStream.put((String) payload.get("logStream"), first);
      backwards += last != null && last.compareTo(first) > 0 ? 1 : 0;
    }
    assertThat(twice).isPositive();
    assertThat(backwards).isPositive();
  }

  @Test
  void aResultIsPostedBeforeCloudWatchHasTheEnd() {
    FleetPlan plan = FleetPlan.fromNow(options(1), NOW);
    Set<String> reported = new HashSet<>();
    int results = 0;
    for (int i = 0; i < 300; i++) {
      Post post = plan.next();
      if (isSubscription(post)) {
        TestJson.events(payload(post)).stream()
            .map(e -> (String) e.get("message"))
            .filter(m -> m.startsWith("REPORT") || m.contains("platform.report"))
            .forEach(reported::add);
        continue;
      }
      if (post.path().equals("/ingest/eventbridge")) {
        continue;
      }
      results++;
      Map<String, Object> document = TestJson.object(post.body());
      assertThat(document)
          .containsKeys("functionName", "functionVersion", "logResult", "payload", "invokedAt")
          .containsEntry("statusCode", 200L)
          .containsEntry("account", "123456789012")
          .containsEntry("region", "eu-west-1");
      byte[] log = Base64.getDecoder().decode((String) document.get("logResult"));
      assertThat(log).hasSizeLessThanOrEqualTo(4096);
      String id = (String) document.get("requestId");
      assertThat(new String(log, StandardCharsets.UTF_8)).contains(id);
      assertThat(reported).noneMatch(report -> report.contains(id));
    }
    assertThat(results).isPositive();
  }

  /** Orders go through a durable function, each of its requests in a payload. */
  @Test
  void ordersAreExecutionsWhoseEndIsTold() {
    List<Post> past = FleetPlan.withPast(options(1), NOW).backfill();
    List<Post> changes = past.stream().filter(p -> p.path().equals("/ingest/eventbridge")).toList();
    Set<String> statuses = new HashSet<>();
    changes.forEach(
        p ->
            statuses.add(
                (String) ((Map<?, ?>) TestJson.object(p.body()).get("detail")).get("status")));
    assertThat(statuses).containsExactlyInAnyOrder("RUNNING", "SUCCEEDED", "STOPPED");
    assertThat(past.stream().filter(FleetPlanTest::isSubscription).filter(FleetPlanTest::isOrder))
        .hasSizeGreaterThan(changes.size());
  }

  private static boolean isOrder(Post post) {
    return payload(post).get("logGroup").equals("/aws/lambda/" + ExecutionPlan.FUNCTION);
  }

  private static List<Post> everything(DemoOptions options, long now) {
    FleetPlan plan = FleetPlan.withPast(options, now);
    List<Post> posts = new ArrayList<>(plan.opening());
    posts.addAll(plan.backfill());
    for (int i = 0; i < 100; i++) {
      posts.add(plan.next());
    }
    return posts;
  }

  private static int compare(Post a, Post b) {
    boolean same =
        a.due() == b.due() && a.path().equals(b.path()) && Arrays.equals(a.body(), b.body());
    return same ? 0 : 1;
  }

  private static boolean isSubscription(Post post) {
    return post.path().startsWith("/ingest/subscription?");
  }

  private static Map<String, Object> payload(Post post) {
    return TestJson.object(TestJson.gunzip(post.body()));
  }

  private static DemoOptions options(long seed) {
    return new DemoOptions(
        URI.create("http://127.0.0.1:1"),
        null,
        "123456789012",
        "eu-west-1",
        seed,
        Duration.ofMinutes(10),
        2,
        Shop.functions(),
        FailureOdds.frequent(),
        IngestionDelay.brief(),
        new DeliveryOdds(0.1, 0.05, 0.1));
  }
}
