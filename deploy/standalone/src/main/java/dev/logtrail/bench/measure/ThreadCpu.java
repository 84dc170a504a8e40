package dev.logtrail.bench.measure;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * CPU of this process by thread, compiler and collector included, as Linux counts it. Elsewhere it
 * knows none.
 */
final class ThreadCpu {
  private static final Path TASKS = Path.of("/proc/self/task");

  /** Of threads that have ended the last that was seen counts. */
  private final Map<String, Long> ticksByTask = new HashMap<>();

  private final Map<String, String> names = new HashMap<>();

  /** Looks at all threads that run now. */
  void look() {
    if (!Files.isDirectory(TASKS)) {
      return;
    }
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
      tasks.forEach(this::look);
    } catch (IOException e) {
      throw new IllegalStateException(TASKS + " cannot be read", e);
    }
  }

  private void look(Path task) {
    try {
      String stat = Files.readString(task.resolve("stat"));
      int end = stat.lastIndexOf(')');
      String id = task.getFileName().toString();
      names.put(id, stat.substring(stat.indexOf('(') + 1, end));
      ticksByTask.put(id, ProcessCpu.ticks(stat, ProcessCpu.UTIME));
    } catch (IOException ended) {
      // It counts with what was seen last.
    }
  }

  /** Whether a thread of some name, or beginning so, computes or waits for a core. */
  static boolean isRunning(String name) {
    if (!Files.isDirectory(TASKS)) {
      return false;
    }
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
      for (Path task : tasks) {
        if (isRunning(task, name)) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      throw new IllegalStateException(TASKS + " cannot be read", e);
    }
  }

  private static boolean isRunning(Path task, String name) {
    try {
      String stat = Files.readString(task.resolve("stat"));
      int end = stat.lastIndexOf(')');
      return stat.startsWith(name, stat.indexOf('(') + 1) && stat.charAt(end + 2) == 'R';
    } catch (IOException ended) {
      return false;
    }
  }

  /** Nanoseconds by the threads' names, of which Linux keeps 15 characters. */
  Map<String, Long> nanosByName() {
    Map<String, Long> nanos = new HashMap<>();
    ticksByTask.forEach(
        (id, ticks) -> nanos.merge(names.get(id), ticks * ProcessCpu.NANOS_A_TICK, Long::sum));
    return nanos;
  }
}
