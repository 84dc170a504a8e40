package dev.logtrail.faults.outage;

import dev.logtrail.faults.target.Fault;
import dev.logtrail.faults.target.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Kills the program, damages its newest checkpoint, and starts it again. */
public final class DamageCheckpoint implements Fault {
  @Override
  public String name() {
    return "damage checkpoint";
  }

  @Override
  public void strike(Target target, Random random) throws Exception {
    target.end(true);
    List<Path> newest = newest(target.data().resolve("checkpoints"));
    int way = random.nextInt(3);
    for (Path file : newest) {
      byte[] bytes = Files.readAllBytes(file);
      switch (way) {
        case 0 -> Files.write(file, new byte[0]);
        case 1 -> Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        default -> {
          random.nextBytes(bytes);
          Files.write(file, bytes);
        }
      }
    }
  }

  /** The files of the newest complete checkpoint; none if there is none yet. */
  private static List<Path> newest(Path checkpoints) throws IOException {
    if (!Files.isDirectory(checkpoints)) {
      return List.of();
    }
    Path newest;
    try (Stream<Path> files = Files.walk(checkpoints)) {
      newest =
          files
              .filter(file -> file.getFileName().toString().equals("_metadata"))
              .max(Comparator.comparing(DamageCheckpoint::written))
              .orElse(null);
    }
    if (newest == null) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(newest.getParent())) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static FileTime written(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      return FileTime.fromMillis(0);
    }
  }

  @Override
  public void heal(Target target) throws Exception {
    target.start();
  }

  @Override
  public boolean leavesProgramAlone() {
    return false;
  }
}
