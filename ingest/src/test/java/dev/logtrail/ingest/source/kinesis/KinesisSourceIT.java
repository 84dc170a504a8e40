package dev.logtrail.ingest.source.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.ingest.source.kit.MemoryPositions;
import dev.logtrail.ingest.source.kit.SourceRun;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
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
    KinesisSettings settings =
        new KinesisSettings(List.of(stream), from, TestStream.access(kinesis.endpoint()));
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
      all.addAll(put(stream, "a", 40));
      KinesisSource source = source("reshard", StartFrom.TRIM_HORIZON);
      try (SourceRun job = SourceRun.start("reshard", source, checkpoints)) {
        job.await(all);
        stream.split();
        all.addAll(put(stream, "b", 40));
        stream.merge();
        all.addAll(put(stream, "c", 40));
        job.await(all);
        job.awaitCheckpoints(2);
      }
      assertThat(SourceRun.ids("reshard")).as("each once").containsExactlyInAnyOrderElementsOf(all);
      stream.split();
      all.addAll(put(stream, "d", 40));
      try (SourceRun job = SourceRun.resume("reshard", source, checkpoints)) {
        job.await(all);
      }
      assertThat(SourceRun.ids("reshard"))
          .as("nothing that the checkpoint covers is read again")
          .containsExactlyInAnyOrderElementsOf(all);
    }
  }
}
