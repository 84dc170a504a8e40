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

  /** Returns when the compiler has had nothing to do for a moment. */
  public static void awaitCompiler() throws InterruptedException {
    CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    long before = -1;
    while (compiler != null && compiler.getTotalCompilationTime() != before) {
      before = compiler.getTotalCompilationTime();
      Thread.sleep(COMPILER_STILL_MS);
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
