package dev.logtrail.ingest.source.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

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
@Timeout(300)
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

  /**
   * One stream's life: a poison record, split and merge, a restart, a store put back from a backup,
   * and the stream deleted and made again.
   */
  @Test
  void readsEachEventOnceOverReshardsPoisonAndRestarts() throws Exception {
    List<String> all = new ArrayList<>();
    KinesisSource source = source("reshard", StartFrom.TRIM_HORIZON);
    MemoryPositions positions = MemoryPositions.named("reshard");
    Map<String, String> backup;
    try (TestStream stream = new TestStream(kinesis.endpoint(), "reshard", 4)) {
      all.addAll(put(stream, "a", 20));
      stream.put("poison", "neither gzip nor JSON".getBytes(StandardCharsets.UTF_8));
      try (SourceRun job = SourceRun.start("reshard", source, checkpoints)) {
        job.await(all);
        stream.split();
        stream.put("poison", TestStream.gzip("{\"messageType\":\"DATA_ME"));
        all.addAll(put(stream, "b", 20));
        stream.merge();
        all.addAll(put(stream, "c", 20));
        job.await(all);
        job.awaitCheckpoints(2);
      }
      assertThat(SourceRun.deliveries("reshard")).hasSize(all.size() + 2);
      backup = positions.read("kinesis/reshard");
      stream.split();
      List<String> later = put(stream, "d", 20);
      all.addAll(later);
      try (SourceRun job = SourceRun.resume("reshard", source, checkpoints)) {
        job.await(all);
        job.awaitCheckpoints(2);
      }
      assertThat(SourceRun.ids("reshard"))
          .as("nothing that the checkpoint covers is read again")
          .containsExactlyInAnyOrderElementsOf(all);

      positions.remove("kinesis/reshard", positions.read("kinesis/reshard").keySet());
      positions.write("kinesis/reshard", backup);
      int before = SourceRun.ids("reshard").size();
      try (SourceRun job = SourceRun.resume("reshard", source, checkpoints)) {
        SourceRun.until(
            () -> tail("reshard", before).containsAll(later),
            () -> "what the store does not have is not read again: " + tail("reshard", before));
        job.awaitCheckpoints(2);
      }
      stream.delete();
    }
    try (TestStream stream = new TestStream(kinesis.endpoint(), "reshard", 1)) {
      List<String> fresh = put(stream, "e", 5);
      try (SourceRun job = SourceRun.resume("reshard", source, checkpoints)) {
        job.await(fresh);
      }
    }
  }

  private static List<String> tail(String name, int from) {
    List<String> ids = SourceRun.ids(name);
    return ids.subList(from, ids.size());
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
}
