package dev.logtrail.job.local;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The checkpoints of an embedded Flink, which has nobody else who remembers them.
 *
 * <pre>
 *  directory/&lt;job id&gt;/chk-&lt;n&gt;/_metadata
 * </pre>
 */
final class Checkpoints {
  private static final String METADATA = "_metadata";
  private static final int DEPTH = 3;

  private Checkpoints() {}

  /** The newest complete checkpoint below {@code directory}, if there is one. */
  static Optional<Path> newest(Path directory) {
    if (!Files.isDirectory(directory)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.walk(directory, DEPTH)) {
      return files
          .filter(file -> file.endsWith(METADATA))
          .max(Comparator.comparing(Checkpoints::modified))
          .map(Path::getParent);
    } catch (IOException e) {
      throw new JobFailedException(
          "cannot read the checkpoint directory " + directory + ": " + e, e);
    }
  }

  private static FileTime modified(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      return FileTime.fromMillis(0);
    }
  }

  /**
   * Reads a checkpoint as a start would, before there is anything to tidy up.
   *
   * @throws IOException if it cannot be read; the message says why
   */
  static void check(Path checkpoint) throws IOException {
    try (DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(Files.newInputStream(checkpoint.resolve(METADATA))))) {
      org.apache.flink.runtime.checkpoint.Checkpoints.loadCheckpointMetadata(
          in, Checkpoints.class.getClassLoader(), checkpoint.toString());
    } catch (RuntimeException | OutOfMemoryError e) {
      // Lengths that are garbage.
      throw new IOException("it is damaged (" + e + ")", e);
    }
  }

  /** Deletes the directories of earlier jobs that hold no file any more: each start leaves one. */
  static void deleteEmpty(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return;
    }
    for (Path job : list(directory)) {
      try (Stream<Path> files = Files.walk(job)) {
        if (files.noneMatch(Files::isRegularFile)) {
          delete(job);
        }
      }
    }
  }

  /** Deletes a directory with all it holds; nothing happens if it is missing. */
  static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }
}
