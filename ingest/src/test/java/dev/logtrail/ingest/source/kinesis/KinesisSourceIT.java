package dev.logtrail.ingest.source.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.ingest.feed.FeedState;
import dev.logtrail.ingest.feed.Feeds;
import dev.logtrail.ingest.source.kit.FaultProxy;
import dev.logtrail.ingest.source.kit.MemoryPositions;
import dev.logtrail.ingest.source.kit.SourceRun;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Reading a stream of the emulator: nothing is left out, whatever happens to shards and jobs. */
@Timeout(120)
class KinesisSourceIT {
  private static KinesisLocal kinesis;

  @TempDir private Path checkpoints;

  @BeforeAll
  static void start() throws Exception {
    kinesis = KinesisLocal.startOrSkip();
  }

  @AfterAll
  static void stop() {
    if (kinesis != null) {
      kinesis.close();
    }
  }

  private static KinesisSource source(String stream, StartFrom from) {
    return source(stream, from, kinesis.endpoint());
  }

  private static KinesisSource source(String stream, StartFrom from, URI endpoint) {
    KinesisSettings settings =
        new KinesisSettings(List.of(stream), from, TestStream.access(endpoint));
    return new KinesisSource(settings, MemoryPositions.opener(stream), Clock.systemUTC());
  }

  private static List<String> put(TestStream stream, String prefix, int n) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      ids.add(prefix + i);
      stream.put(prefix + i);
    }
    return ids;
  }

  @Test
  void readsOverSplitAndMergeAndGoesOnFromACheckpoint() throws Exception {
    List<String> all = new ArrayList<>();
    try (TestStream stream = new TestStream(kinesis.endpoint(), "reshard", 4)) {
      all.addAll(put(stream, "a", 20));
      KinesisSource source = source("reshard", StartFrom.TRIM_HORIZON);
      try (SourceRun job = SourceRun.start("reshard", source, checkpoints)) {
        job.await(all);
        stream.split();
        all.addAll(put(stream, "b", 20));
        stream.merge();
        all.addAll(put(stream, "c", 20));
        job.await(all);
        job.awaitCheckpoints(2);
      }
      assertThat(SourceRun.ids("reshard")).as("each once").containsExactlyInAnyOrderElementsOf(all);
      stream.split();
      all.addAll(put(stream, "d", 20));
      try (SourceRun job = SourceRun.resume("reshard", source, checkpoints)) {
        job.await(all);
      }
      assertThat(SourceRun.ids("reshard"))
          .as("nothing that the checkpoint covers is read again")
          .containsExactlyInAnyOrderElementsOf(all);
    }
  }

  private static FeedState feed(String stream) {
    return Feeds.here().states().stream()
        .filter(feed -> feed.name().equals(stream))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void goesOnFromStoredPositionsWithoutACheckpointAndSkipsWhatWasBefore() throws Exception {
    try (TestStream stream = new TestStream(kinesis.endpoint(), "stateless", 2)) {
      KinesisSource source = source("stateless", StartFrom.LATEST);
      List<String> all = new ArrayList<>();
      try (SourceRun job = SourceRun.start("stateless", source, checkpoints)) {
        SourceRun.until(
            () -> !MemoryPositions.named("stateless").read("kinesis/stateless").isEmpty(),
            () -> "no origin is stored");
        all.addAll(put(stream, "a", 20));
        job.await(all);
        stream.split();
        all.addAll(put(stream, "b", 20));
        job.await(all);
        job.awaitCheckpoints(2);
      }
      assertThat(MemoryPositions.named("stateless").read("kinesis/stateless"))
          .containsEntry("shardId-000000000000", "finished")
          .containsKeys("", "shardId-000000000001");
      stream.merge();
      all.addAll(put(stream, "c", 20));
      try (SourceRun job = SourceRun.start("stateless", source, checkpoints)) {
        job.await(all);
      }
      assertThat(SourceRun.ids("stateless").stream().distinct())
          .containsExactlyInAnyOrderElementsOf(all);
    }
  }

  @Test
  void isNotStoppedByThrottlingExpiredIteratorsErrorsAndCutConnections() throws Exception {
    try (TestStream stream = new TestStream(kinesis.endpoint(), "faults", 2);
        FaultProxy proxy = new FaultProxy(kinesis.endpoint())) {
      List<String> all = put(stream, "a", 10);
      // The SDK tries a throttled call three times by itself.
      proxy.fail("GetRecords", 5, "ProvisionedThroughputExceededException");
      proxy.fail("GetRecords", 2, "ExpiredIteratorException");
      proxy.fail("GetRecords", 1, "AccessDeniedException");
      proxy.fail("GetRecords", 2, FaultProxy.ANSWER_LOST);
      proxy.fail("GetRecords", 2, FaultProxy.ANSWER_CUT);
      proxy.fail("GetRecords", 1, "InternalFailure");
      KinesisSource source = source("faults", StartFrom.TRIM_HORIZON, proxy.endpoint());
      try (SourceRun job = SourceRun.start("faults", source, checkpoints)) {
        SourceRun.until(() -> proxy.failed("GetRecords") == 13, () -> "not all faults came");
        all.addAll(put(stream, "b", 10));
        job.await(all);
        SourceRun.until(
            () -> feed("faults").connectedSince() != null, () -> "not said to work again");
      }
      assertThat(SourceRun.ids("faults")).containsExactlyInAnyOrderElementsOf(all);
      assertThat(feed("faults").counts()).containsKeys("throttled", "expired_iterators");
      assertThat(feed("faults").lastError()).isNotNull();
      assertThat(feed("faults").parts())
          .hasSize(2)
          .allMatch(part -> part.lagMs() != null)
          .anyMatch(part -> part.records() > 0);
    }
  }

  @Test
  void goesBehindAPoisonRecordAndFollowsAStreamThatWasMadeAgain() throws Exception {
    List<String> all = new ArrayList<>();
    KinesisSource source = source("again", StartFrom.TRIM_HORIZON);
    try (TestStream stream = new TestStream(kinesis.endpoint(), "again", 1)) {
      all.addAll(put(stream, "a", 5));
      stream.put("poison", "neither gzip nor JSON".getBytes(StandardCharsets.UTF_8));
      stream.put("poison", TestStream.gzip("{\"messageType\":\"DATA_ME"));
      stream.split();
      all.addAll(put(stream, "b", 5));
      try (SourceRun job = SourceRun.start("again", source, checkpoints)) {
        job.await(all);
        job.awaitCheckpoints(2);
      }
      assertThat(SourceRun.deliveries("again")).hasSize(all.size() + 2);
      stream.delete();
    }
    try (TestStream stream = new TestStream(kinesis.endpoint(), "again", 1)) {
      all.addAll(put(stream, "c", 5));
      try (SourceRun job = SourceRun.resume("again", source, checkpoints)) {
        job.await(all);
      }
      assertThat(SourceRun.ids("again")).containsExactlyInAnyOrderElementsOf(all);
    }
  }

  @Test
  void readsFromAnEarlierStoreAgainWhereTheCheckpointGoesFurther() throws Exception {
    try (TestStream stream = new TestStream(kinesis.endpoint(), "backup", 1)) {
      KinesisSource source = source("backup", StartFrom.TRIM_HORIZON);
      List<String> first = put(stream, "a", 5);
      try (SourceRun job = SourceRun.start("backup", source, checkpoints)) {
        job.await(first);
        job.awaitCheckpoints(2);
      }
      Map<String, String> backup = MemoryPositions.named("backup").read("kinesis/backup");
      List<String> second = put(stream, "b", 5);
      stream.split();
      second.addAll(put(stream, "c", 5));
      try (SourceRun job = SourceRun.resume("backup", source, checkpoints)) {
        job.await(second);
        job.awaitCheckpoints(2);
      }
      MemoryPositions positions = MemoryPositions.named("backup");
      positions.remove("kinesis/backup", positions.read("kinesis/backup").keySet());
      positions.write("kinesis/backup", backup);
      int before = SourceRun.ids("backup").size();
      try (SourceRun job = SourceRun.resume("backup", source, checkpoints)) {
        SourceRun.until(
            () -> SourceRun.ids("backup").size() >= before + 5, () -> "the store's part is lost");
      }
      List<String> all = SourceRun.ids("backup");
      assertThat(all.subList(before, all.size())).contains("b0", "b1", "b2", "b3", "b4");
    }
  }
}
