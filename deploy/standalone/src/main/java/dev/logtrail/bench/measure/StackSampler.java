package dev.logtrail.bench.measure;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.Map;

/** Looks at the stacks of the job's threads, and counts in which part of the program each is. */
final class StackSampler {
  private static final int DEPTH = 80;

  /** What a frame nearest to the top belongs to; the first that fits counts. */
  private static final String[][] PARTS = {
    {"dev.logtrail.attribution.", "attribution"},
    {"dev.logtrail.job.repair.", "attribution"},
    {"dev.logtrail.job.assemble.MemoryPlacer", "attribution"},
    {"dev.logtrail.job.assemble.StreamCache", "attribution"},
    {"dev.logtrail.reading.", "drafts"},
    {"dev.logtrail.store.postgres.search.", "filters"},
    {"dev.logtrail.store.postgres.segment.", "codec"},
    {"dev.logtrail.store.postgres.inbox.", "inbox"},
    {"dev.logtrail.store.", "rows"},
    {"dev.logtrail.payload.", "decode"},
    {"dev.logtrail.redact.", "decode"},
    {"dev.logtrail.job.record.", "records"},
    {"dev.logtrail.job.inbox.", "inbox"},
    {"dev.logtrail.job.", "drafts"},
    {"org.apache.flink.", "Flink"},
  };

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final Map<String, Map<String, Integer>> counts = new HashMap<>();
  private long[] ids = {};

  /** Finds the threads whose names begin with a thread group's that stacks divide further. */
  void find() {
    ids =
        Thread.getAllStackTraces().keySet().stream()
            .filter(t -> CpuParts.isDivided(t.getName()))
            .mapToLong(Thread::getId)
            .toArray();
  }

  /** Looks once at each. */
  void look() {
    for (ThreadInfo info : threads.getThreadInfo(ids, DEPTH)) {
      if (info != null && isComputing(info)) {
        counts
            .computeIfAbsent(CpuParts.shortName(info.getThreadName()), n -> new HashMap<>())
            .merge(part(info.getStackTrace()), 1, Integer::sum);
      }
    }
  }

  private static boolean isComputing(ThreadInfo info) {
    StackTraceElement[] stack = info.getStackTrace();
    return info.getThreadState() == Thread.State.RUNNABLE
        && stack.length > 0
        && !(stack[0].isNativeMethod() && stack[0].getClassName().startsWith("sun.nio.ch."));
  }

  private static String part(StackTraceElement[] stack) {
    for (StackTraceElement frame : stack) {
      for (String[] part : PARTS) {
        if (frame.getClassName().startsWith(part[0])) {
          return part[1];
        }
      }
    }
    return CpuParts.REST;
  }

  /** How often threads of a name were seen in each part. */
  Map<String, Integer> of(String threadName) {
    return counts.getOrDefault(threadName, Map.of());
  }
}
