package dev.logtrail.faults.target;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file system of its own for the data directory, whose size can be cut to what is used. */
final class TmpfsMount implements AutoCloseable {
  private static final int SIZE_MB = 3_000;
  private static final int MOST_SPARE_KB = 32_000;

  private final Path directory;

  private TmpfsMount(Path directory) {
    this.directory = directory;
  }

  /** Why none can be made here; null if one can. */
  static String impossible() {
    try {
      Path probe = Files.createTempDirectory("logtrail-mount");
      try (TmpfsMount mount = on(probe)) {
        mount.free();
        return null;
      } finally {
        Files.deleteIfExists(probe);
      }
    } catch (IOException e) {
      return "no file system can be mounted: " + e.getMessage();
    }
  }

  /** Mounts an empty one over an empty directory. */
  static TmpfsMount on(Path directory) throws IOException {
    run("mount", "-t", "tmpfs", "-o", "mode=0700,size=" + SIZE_MB + "m", "none", directory);
    return new TmpfsMount(directory);
  }

  /**
   * Leaves no room, or hardly any. What is written between asking and cutting makes the cut too
   * small, and refused: then it is asked again, and more is left.
   */
  void fill() throws IOException {
    for (int spareKb = 0; ; spareKb = 2 * spareKb + 64) {
      var store = Files.getFileStore(directory);
      long usedKb = (store.getTotalSpace() - store.getUnallocatedSpace()) / 1024;
      try {
        run("mount", "-o", "remount,size=" + (usedKb + spareKb) + "k", directory);
        return;
      } catch (IOException e) {
        if (spareKb > MOST_SPARE_KB) {
          throw e;
        }
      }
    }
  }

  /** Gives the room back. */
  void free() throws IOException {
    run("mount", "-o", "remount,size=" + SIZE_MB + "m", directory);
  }

  @Override
  public void close() throws IOException {
    run("umount", "-l", directory);
  }

  private static void run(Object... words) throws IOException {
    List<String> command = new ArrayList<>();
    for (Object word : words) {
      command.add(word.toString());
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(said.strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
