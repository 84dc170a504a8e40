package dev.logtrail.bench.target;

import dev.logtrail.bench.measure.ProcessCpu;
import java.util.List;

/** The processes of a peer. */
final class PeerProcesses {
  private final List<ProcessCpu> all;

  /**
   * Those that run.
   *
   * @throws IllegalStateException if one does not
   */
  PeerProcesses(List<Long> pids) {
    all = pids.stream().map(ProcessCpu::new).toList();
  }

  /** CPU used since they started, nanoseconds. */
  long cpuNanos() {
    return all.stream().mapToLong(ProcessCpu::nanos).sum();
  }
}
