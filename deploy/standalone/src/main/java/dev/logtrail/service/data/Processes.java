package dev.logtrail.service.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether processes run that are not this program's children, such as a postmaster, whose parent
 * ended when it had started it.
 *
 * <p>One that has ended stays in the table of processes until the first process of the machine or
 * container has asked for its exit code, which some never do. Java calls it alive for so long.
 */
public final class Processes {
  private static final long POLL_MS = 20;

  private Processes() {}

  /** Whether it runs: it has not ended, be it still in the table or not. */
  public static boolean isRunning(ProcessHandle process) {
    return process.isAlive() && !isZombie(process.pid());
  }

  /**
   * Waits for the end of a process.
   *
   * @return whether it has ended in time; false if the thread was interrupted, too
   */
  static boolean awaitEnd(ProcessHandle process, Duration within) {
    long deadline = System.nanoTime() + within.toNanos();
    try {
      while (isRunning(process)) {
        if (System.nanoTime() > deadline) {
          return false;
        }
        Thread.sleep(POLL_MS);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * The processes that a process has started and that still are. Linux keeps a list of each; where
   * there is none all processes of the machine are looked through, which takes much longer.
   */
  static List<ProcessHandle> children(ProcessHandle parent) {
    String pids;
    try {
      pids = Files.readString(Path.of("/proc/%1$d/task/%1$d/children".formatted(parent.pid())));
    } catch (IOException e) {
      return parent.children().toList(); // It is gone, or this is another system.
    }
    List<ProcessHandle> children = new ArrayList<>();
    for (String pid : pids.split(" ")) {
      Optional<ProcessHandle> child = ProcessHandle.of(pid.isBlank() ? -1 : Long.parseLong(pid));
      // Meanwhile it may have ended, and another one that nobody knows may have its number.
      child.filter(c -> c.parent().equals(Optional.of(parent))).ifPresent(children::add);
    }
    return children;
  }

  /** Linux tells the state behind the name, which may hold anything. */
  private static boolean isZombie(long pid) {
    try {
      byte[] bytes = Files.readAllBytes(Path.of("/proc/" + pid + "/stat"));
      String stat = new String(bytes, StandardCharsets.ISO_8859_1);
      int state = stat.lastIndexOf(')') + 2;
      return state < stat.length() && "ZX".indexOf(stat.charAt(state)) >= 0;
    } catch (IOException e) {
      return false; // It is gone, or this is another system.
    }
  }
}
