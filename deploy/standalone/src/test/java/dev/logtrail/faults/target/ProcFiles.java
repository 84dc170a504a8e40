package dev.logtrail.faults.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What Linux tells about a process under {@code /proc}; elsewhere nothing is known. */
final class ProcFiles {
  private static final int PAGE_KB = 4;

  private ProcFiles() {}

  /** Resident memory, in KB; 0 if the process is gone. */
  static long residentKb(long pid) {
    try {
      return Long.parseLong(Files.readString(of(pid, "statm")).split(" ")[1]) * PAGE_KB;
    } catch (IOException | RuntimeException e) {
      return 0;
    }
  }

  /** Resident memory with pages that others map too counted by share, in KB; 0 if it is gone. */
  static long proportionalKb(long pid) {
    try (var lines = Files.lines(of(pid, "smaps_rollup"))) {
      return lines
          .filter(line -> line.startsWith("Pss:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException | RuntimeException e) {
      return 0;
    }
  }

  /** The command line, as PostgreSQL rewrites it to say what a process does; empty if gone. */
  static String title(long pid) {
    try {
      return new String(Files.readAllBytes(of(pid, "cmdline"))).replace('\0', ' ').strip();
    } catch (IOException e) {
      return "";
    }
  }

  /** Sends a signal by its name. */
  static void signal(String name, List<Long> pids) throws IOException, InterruptedException {
    for (long pid : pids) {
      // A process that has gone meanwhile needs none.
      new ProcessBuilder("kill", "-" + name, String.valueOf(pid))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    }
  }

  private static Path of(long pid, String file) {
    return Path.of("/proc", String.valueOf(pid), file);
  }
}
