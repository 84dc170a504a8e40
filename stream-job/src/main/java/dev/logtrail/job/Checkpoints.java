package dev.logtrail.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the checkpoint to resume from: an embedded Flink has nobody else who remembers it. */
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
      throw new UncheckedIOException("cannot read the checkpoint directory " + directory, e);
    }
  }

  private static FileTime modified(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      return FileTime.fromMillis(0);
    }
  }
}
