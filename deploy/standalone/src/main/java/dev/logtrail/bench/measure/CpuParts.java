package dev.logtrail.bench.measure;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Which parts of the program the CPU of this process goes to, from when it is made until it is
 * asked: threads by what they are for, those of the job by samples of their stacks.
 */
public final class CpuParts implements AutoCloseable {
  /** The part that is no part of the measured program. */
  static final String CLIENT = "client";

  static final String REST = "rest";

  private static final int NAME_LENGTH = 15;
  private static final int STACKS_EVERY_MS = 20;
  private static final int THREADS_EVERY = 14;
  private static final String JOB = "job";

  /** What a thread is for, by how its name begins. */
  private static final String[][] THREADS = {
    {"C1 Compiler", "JIT"},
    {"C2 Compiler", "JIT"},
    {"G1 ", "GC"},
    {"GC ", "GC"},
    {"VM Thread", "GC"},
    {"qtp", "door"},
    {"logtrail-ingest", "door"},
    {"logtrail-inbox", "inbox"},
    {"Source", JOB},
    {"decode", JOB},
    {"assemble", JOB},
    {"rollups", "upkeep"},
    {"bloom-compactor", "upkeep"},
    {"headers", "upkeep"},
    {"housekeeping", "upkeep"},
    {"bench-", CLIENT},
    {"HttpClient-", CLIENT}, // Nothing but the measurement asks over HTTP here.
  };

  private static final String[] ORDER = {
    CLIENT,
    "door",
    "inbox",
    "decode",
    "records",
    "Flink",
    "attribution",
    "drafts",
    "codec",
    "filters",
    "rows",
    "upkeep",
    "JIT",
    "GC",
    REST
  };

  private final ThreadCpu cpu = new ThreadCpu();
  private final StackSampler stacks = new StackSampler();
  private final Map<String, Long> before;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "bench-sampler"));
  private int turn;

  /** Begins to look. */
  public CpuParts() {
    cpu.look();
    before = cpu.nanosByName();
    timer.scheduleWithFixedDelay(this::look, 0, STACKS_EVERY_MS, TimeUnit.MILLISECONDS);
  }

  private void look() {
    if (turn++ % THREADS_EVERY == 0) {
      cpu.look();
      stacks.find();
    }
    stacks.look();
  }

  static boolean isDivided(String threadName) {
    return JOB.equals(purpose(threadName));
  }

  static String shortName(String threadName) {
    return threadName.substring(0, Math.min(NAME_LENGTH, threadName.length()));
  }

  private static String purpose(String threadName) {
    for (String[] known : THREADS) {
      if (threadName.startsWith(known[0])) {
        return known[1];
      }
    }
    return REST;
  }

  /**
   * Nanoseconds of each part, always the same parts in the same order.
   *
   * @param processNanos CPU of the whole process in that time; what no thread accounts for is rest
   */
  public Map<String, Long> nanos(long processNanos) throws InterruptedException {
    timer.shutdown();
    timer.awaitTermination(1, TimeUnit.MINUTES);
    cpu.look();
    Map<String, Long> parts = new LinkedHashMap<>();
    for (String part : ORDER) {
      parts.put(part, 0L);
    }
    Map<String, Long> now = new HashMap<>(cpu.nanosByName());
    before.forEach((name, nanos) -> now.merge(name, -nanos, Long::sum));
    now.forEach((name, nanos) -> share(name, nanos, parts));
    parts.put(REST, 0L);
    long known = parts.values().stream().mapToLong(n -> n).sum();
    parts.put(REST, Math.max(0, processNanos - known));
    return parts;
  }

  private void share(String name, long nanos, Map<String, Long> parts) {
    if (!isDivided(name)) {
      parts.merge(purpose(name), nanos, Long::sum);
      return;
    }
    Map<String, Integer> seen = stacks.of(name);
    long all = seen.values().stream().mapToLong(n -> n).sum();
    seen.forEach((part, n) -> parts.merge(part, nanos * n / all, Long::sum));
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
