package dev.logtrail.bench.measure;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;

/**
 * What a piece of work costs this process: CPU of all threads, collector and compiler included, and
 * bytes allocated.
 */
public final class CpuMeter {
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private static final ThreadMXBean THREADS =
      ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

  private static final long COMPILER_STILL_MS = 300;
  private static final long LOOK_MS = 10;

  private CpuMeter() {}

  /** Work that may fail. */
  public interface Work {
    long run() throws Exception;
  }

  /**
   * What it cost.
   *
   * @param cpuNanos CPU time
   * @param allocatedBytes bytes allocated by the measuring thread
   * @param result what the work returned, so that nothing of it can be left out
   */
  public record Cost(long cpuNanos, long allocatedBytes, long result) {
    public double linesPerCpuSecond(long lines) {
      return lines * 1e9 / cpuNanos;
    }
  }

  /**
   * Returns when the compilers have had nothing to do for a moment. On a machine with other work
   * one method may take seconds, which their own figures tell only when it is done.
   */
  public static void awaitCompiler() throws InterruptedException {
    CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    long before = -1;
    long still = System.nanoTime();
    while (compiler != null && System.nanoTime() - still < COMPILER_STILL_MS * 1_000_000) {
      long now = compiler.getTotalCompilationTime();
      if (now != before
          || ThreadCpu.isRunning("C2 Compiler")
          || ThreadCpu.isRunning("C1 Compiler")) {
        still = System.nanoTime();
      }
      before = now;
      Thread.sleep(LOOK_MS);
    }
  }

  public static Cost of(Work work) throws Exception {
    long allocated = THREADS.getCurrentThreadAllocatedBytes();
    long cpu = SYSTEM.getProcessCpuTime();
    long result = work.run();
    return new Cost(
        SYSTEM.getProcessCpuTime() - cpu,
        THREADS.getCurrentThreadAllocatedBytes() - allocated,
        result);
  }
}
