package dev.logtrail.ingest.source.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.ingest.aws.AwsAccess;
import dev.logtrail.ingest.feed.FeedState;
import dev.logtrail.ingest.feed.Feeds;
import dev.logtrail.ingest.source.kit.MemoryPositions;
import dev.logtrail.ingest.source.kit.SourceRun;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Reading log groups of a stub: all events of the past and all that come, however late. */
@Timeout(300)
class LogGroupsSourceIT {
  private static final long MINUTE = 60_000;

  @TempDir private Path checkpoints;

  @BeforeAll
  static void credentials() {
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
  }

  private static LogGroupsSource source(String name, URI endpoint, String... patterns) {
    AwsAccess access = new AwsAccess("eu-west-1", endpoint, null, null);
    return new LogGroupsSource(
        new LogGroupSettings(List.of(patterns), Duration.ofHours(1), access),
        MemoryPositions.opener(name),
        Clock.systemUTC());
  }

  private static FeedState feed(String name) {
    return Feeds.here().states().stream()
        .filter(feed -> feed.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static long throttled() {
    return feed("/aws/lambda/*").counts().getOrDefault("throttled", 0L);
  }

  @Test
  void readsThePastFollowsFindsNewGroupsAndLosesNoLateEvent() throws Exception {
    List<String> all = new ArrayList<>();
    try (LogsStub stub = new LogsStub()) {
      long now = System.currentTimeMillis();
      for (int i = 0; i < 300; i++) {
        long at = now - i * MINUTE / 6; // 50 minutes
        all.add(stub.put("/aws/lambda/a", "s" + i % 3, at, at + 500, "past " + i));
      }
      for (int i = 0; i < 5; i++) {
        all.add(stub.put("/aws/lambda/b-" + i, "s", now - MINUTE, now, "one"));
      }
      String old = stub.put("/aws/lambda/a", "s", now - 70 * MINUTE, now - 70 * MINUTE, "old");
      String other = stub.put("/other/a", "s", now, now, "not asked for");
      LogGroupsSource source = source("follow", stub.endpoint(), "/aws/lambda/*");
      try (SourceRun job = SourceRun.start("follow", source, checkpoints)) {
        job.await(all);
        for (int i = 0; i < 30; i++) {
          long at = System.currentTimeMillis();
          all.add(stub.put("/aws/lambda/a", "s", at, at, "new " + i));
        }
        long at = System.currentTimeMillis();
        all.add(stub.put("/aws/lambda/a", "s", at - 30_000, at, "late"));
        all.add(stub.put("/aws/lambda/b-1", "s", at - 10 * MINUTE, at, "very late, quiet group"));
        job.await(all);
        job.awaitCheckpoints(2);
      }
      assertThat(SourceRun.ids("follow"))
          .as("each once")
          .containsExactlyInAnyOrderElementsOf(all)
          .doesNotContain(old, other);
      assertThat(feed("/aws/lambda/*").backfill().isDone()).isTrue();

      stub.limit(4);
      long at = System.currentTimeMillis();
      all.add(stub.put("/aws/lambda/new", "s", at, at, "a new group"));
      all.add(stub.put("/aws/lambda/a", "s", at - 20_000, at, "while nobody read"));
      try (SourceRun job = SourceRun.resume("follow", source, checkpoints)) {
        job.await(all);
        SourceRun.until(
            () -> throttled() > 0 && throttled() == stub.refused(),
            () -> "seen %d refusals of %d".formatted(throttled(), stub.refused()));
      }
      assertThat(SourceRun.ids("follow").stream().distinct())
          .containsExactlyInAnyOrderElementsOf(all);
    }
  }
}
