package dev.logtrail.ingest.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.ingest.aws.AwsAccess;
import dev.logtrail.ingest.feed.Feed;
import dev.logtrail.ingest.feed.Feeds;
import dev.logtrail.ingest.source.cloudwatch.LogsStub;
import dev.logtrail.ingest.source.kit.SourceRun;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Following log groups live against a stub that speaks the event stream. */
@Timeout(120)
class LiveTailerTest {
  private static final String ID = "11111111-1111-4111-8111-111111111111";

  private final ProvisionalLines lines = new ProvisionalLines(Clock.systemUTC());
  private final Feed feed = Feeds.here().feed("api", "live tailer", Clock.systemUTC());

  private static LiveGroup group(String name) {
    return new LiveGroup("123456789012", "eu-west-1", "/aws/lambda/" + name);
  }

  private LiveTailer tailer(LogsStub stub, List<LiveGroup> groups) {
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
    AwsAccess access = new AwsAccess("eu-west-1", stub.endpoint(), null, null);
    return new LiveTailer(access, () -> groups, lines, feed);
  }

  private long count(String what) {
    return feed.state().counts().getOrDefault(what, 0L);
  }

  private void await(LogsStub stub, int sessions) throws Exception {
    SourceRun.until(
        () -> stub.live().started().size() >= sessions && stub.live().open() == 1,
        () -> "sessions: " + stub.live().started());
  }

  private void awaitLine(LogsStub stub, String text) throws Exception {
    stub.live().show("/aws/lambda/a", "s", 1, "START RequestId: " + ID + " Version: 1");
    stub.live().show("/aws/lambda/a", "s", 2, text);
    SourceRun.until(
        () ->
            lines.of(ID).stream()
                .flatMap(trail -> trail.events().stream())
                .anyMatch(event -> event.event().message().equals(text)),
        () -> "not shown: " + text + "; " + feed.state());
  }

  @Test
  void followsWhatIsWatchedAndGoesOnAfterTimeoutsCutsAndRefusals() throws Exception {
    try (LogsStub stub = new LogsStub();
        LiveTailer tailer = tailer(stub, List.of(group("a"), group("b")))) {
      assertThat(stub.live().started()).isEmpty();
      lines.watch("a");
      await(stub, 1);
      assertThat(stub.live().started())
          .containsExactly(List.of("arn:aws:logs:eu-west-1:123456789012:log-group:/aws/lambda/a"));
      awaitLine(stub, "first");

      stub.live().timeOut();
      await(stub, 2);
      awaitLine(stub, "after three hours");
      assertThat(count("live_tail_sessions_ended")).isEqualTo(1);
      assertThat(feed.state().lastError()).as("that is as it should be").isNull();

      stub.live().sample(true);
      awaitLine(stub, "of a sample");
      SourceRun.until(() -> count("live_tail_sampled_updates") > 0, () -> "no sample is told of");
      assertThat(feed.state().lastError()).contains("Live Tail shows a sample");

      stub.live().cut();
      await(stub, 3);
      awaitLine(stub, "after a cut");

      stub.live().refuse("AccessDeniedException");
      stub.live().cut();
      SourceRun.until(
          () -> String.valueOf(feed.state().lastError()).contains("logs:StartLiveTail"),
          () -> "no refusal is told of: " + feed.state());
      assertThat(feed.state().lastError()).contains("\"Action\": \"logs:StartLiveTail\"");
      stub.live().refuse(null);
      await(stub, 4);
      awaitLine(stub, "after a refusal");
      SourceRun.until(() -> feed.state().connectedSince() != null, () -> "not said to work again");

      lines.unwatch("a");
      SourceRun.until(() -> count("live_tail_groups") == 0, () -> "still followed");
    }
  }

  @Test
  void noMoreGroupsThanSessionsTakeAndTheRestIsSaid() throws Exception {
    List<LiveGroup> many = IntStream.range(0, 35).mapToObj(i -> group("g" + i)).toList();
    lines.watch(null); // Before it looks, or its first sessions are of those it had not come to.
    try (LogsStub stub = new LogsStub();
        LiveTailer tailer = tailer(stub, many)) {
      SourceRun.until(() -> stub.live().open() == 3, () -> "sessions: " + stub.live().started());
      assertThat(stub.live().started()).allMatch(groups -> groups.size() == 10);
      assertThat(count("live_tail_groups_left_out")).isEqualTo(5);
    }
  }
}
