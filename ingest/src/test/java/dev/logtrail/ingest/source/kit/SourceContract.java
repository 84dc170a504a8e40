package dev.logtrail.ingest.source.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.trail.Delivery;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.apache.flink.api.connector.source.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every source does: it hands on every event at least once, and goes on with a checkpoint and
 * without one. What is read over the network does more: {@link RemoteSourceContract}.
 */
@Timeout(300)
public abstract class SourceContract {
  @TempDir protected Path checkpoints;

  /** A source, whose positions are those of that name. */
  protected abstract Source<Delivery, ?, ?> source(String positions);

  /** Makes an event of now; the answer is its id. */
  protected abstract String put(String text);

  final List<String> put(String text, int n) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      ids.add(put(text + i));
    }
    return ids;
  }

  @Test
  void goesOnWithACheckpointAndWithoutOne() throws Exception {
    String name = getClass().getSimpleName() + " restarts";
    Source<Delivery, ?, ?> source = source(name);
    List<String> all = put("first", 5);
    try (SourceRun job = SourceRun.start(name, source, checkpoints)) {
      job.await(all);
      job.awaitCheckpoints(2);
    }
    all.addAll(put("second", 5));
    try (SourceRun job = SourceRun.resume(name, source, checkpoints)) {
      job.await(all);
      job.awaitCheckpoints(2);
    }
    all.addAll(put("third", 5));
    try (SourceRun job = SourceRun.start(name, source, checkpoints)) {
      job.await(all);
    }
    assertThat(new HashSet<>(SourceRun.ids(name))).isEqualTo(new HashSet<>(all));
  }
}
