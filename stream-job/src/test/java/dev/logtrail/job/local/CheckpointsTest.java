package dev.logtrail.job.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
  @TempDir private Path directory;

  @Test
  void findsTheNewestOfAllJobs() throws IOException {
    assertThat(Checkpoints.newest(directory.resolve("missing"))).isEmpty();
    assertThat(Checkpoints.newest(directory)).isEmpty();
    Path old = checkpoint("a", 7, 1_000);
    Path newest = checkpoint("b", 2, 3_000);
    checkpoint("c", 9, 2_000);
    Files.createDirectories(directory.resolve("d/chk-1"));
    assertThat(Checkpoints.newest(directory)).contains(newest);
    assertThat(old).exists();
  }

  @Test
  void readsAWholeOneAndNoOther() throws IOException {
    Path checkpoint = checkpoint("a", 1, 1_000);
    Checkpoints.check(checkpoint);
    byte[] whole = Files.readAllBytes(checkpoint.resolve("_metadata"));
    for (int length = 0; length < whole.length; length++) {
      Files.write(checkpoint.resolve("_metadata"), Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> Checkpoints.check(checkpoint)).isInstanceOf(IOException.class);
    }
    byte[] garbage = whole.clone();
    // Behind the magic number and the version: lengths that no file has.
    Arrays.fill(garbage, 8, garbage.length, (byte) 0x7f);
    Files.write(checkpoint.resolve("_metadata"), garbage);
    assertThatThrownBy(() -> Checkpoints.check(checkpoint)).isInstanceOf(IOException.class);
    Files.delete(checkpoint.resolve("_metadata"));
    assertThatThrownBy(() -> Checkpoints.check(checkpoint)).isInstanceOf(IOException.class);
  }

  @Test
  void takesAwayWhatHoldsNoFile() throws IOException {
    Path kept = checkpoint("a", 1, 1_000);
    Files.createDirectories(directory.resolve("b/shared"));
    Files.createDirectories(directory.resolve("b/taskowned"));
    Checkpoints.deleteEmpty(directory);
    Checkpoints.deleteEmpty(directory.resolve("missing"));
    assertThat(directory.resolve("b")).doesNotExist();
    assertThat(kept.resolve("_metadata")).exists();
  }

  private Path checkpoint(String job, long number, long modified) throws IOException {
    Path checkpoint = Files.createDirectories(directory.resolve(job + "/chk-" + number));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    org.apache.flink.runtime.checkpoint.Checkpoints.storeCheckpointMetadata(
        new CheckpointMetadata(number, List.of(), List.of()), bytes);
    Path metadata = Files.write(checkpoint.resolve("_metadata"), bytes.toByteArray());
    Files.setLastModifiedTime(metadata, FileTime.fromMillis(modified));
    return checkpoint;
  }
}
