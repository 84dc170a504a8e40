package dev.logtrail.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The operating system's cache of files. */
public final class PageCache {
  private static final Path DROP = Path.of("/proc/sys/vm/drop_caches");

  private PageCache() {}

  /** Empties it, where the system and this process's rights allow; whether it did. */
  public static boolean drop() {
    try {
      Files.writeString(DROP, "3");
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
