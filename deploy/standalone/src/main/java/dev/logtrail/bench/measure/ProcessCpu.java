package dev.logtrail.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * CPU that a process on this machine has used, such as a database server, with all that it has
 * started. On Linux those that have ended are counted too, elsewhere only those that run.
 */
public final class ProcessCpu {
  private static final Path PROC = Path.of("/proc");
  static final long NANOS_A_TICK = 10_000_000;

  // Fields of /proc/pid/stat behind the name, from 0: user and system time, and the children's.
  static final int UTIME = 11;
  private static final int CHILDREN = 13;

  private final ProcessHandle first;

  public ProcessCpu(long pid) {
    first =
        ProcessHandle.of(pid)
            .orElseThrow(() -> new IllegalStateException("no process " + pid + " is running"));
  }

  /** Nanoseconds since it started. */
  public long nanos() {
    boolean linux = Files.isReadable(PROC.resolve(first.pid() + "/stat"));
    try (Stream<ProcessHandle> children = first.descendants()) {
      long running = children.mapToLong(p -> linux ? ticks(p, UTIME) : running(p)).sum();
      return running + (linux ? ticks(first, UTIME) + ticks(first, CHILDREN) : running(first));
    }
  }

  private static long running(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
  }

  private static long ticks(ProcessHandle process, int field) {
    try {
      String stat = Files.readString(PROC.resolve(process.pid() + "/stat"));
      return ticks(stat, field) * NANOS_A_TICK;
    } catch (IOException ended) {
      return 0; // Its time is its parent's now.
    }
  }

  /** User and system time in a line of /proc/pid/stat. */
  static long ticks(String stat, int field) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return Long.parseLong(fields[field]) + Long.parseLong(fields[field + 1]);
  }
}
