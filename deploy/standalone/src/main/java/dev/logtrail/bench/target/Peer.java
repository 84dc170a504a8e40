package dev.logtrail.bench.target;

import java.io.IOException;
import java.net.URI;
import java.util.List;

/**
 * Another program on this machine that takes the same events, so that figures can be compared in
 * one run. It is not started here, and should be empty at first.
 */
public interface Peer {
  /**
   * One that runs, found out by what it answers.
   *
   * @param server its address, such as {@code http://127.0.0.1:9428/}
   * @param pids its processes, whose CPU counts with that of all that they have started
   * @throws IllegalStateException if there is no such process, or nothing answers
   */
  static Peer at(URI server, List<Long> pids) throws IOException, InterruptedException {
    PeerProcesses processes = new PeerProcesses(pids);
    BenchClient client = new BenchClient(server);
    return client.text("metrics").contains(OtherLogtrail.METRICS)
        ? new OtherLogtrail(server, client, processes)
        : new VictoriaLogs(server, client, processes);
  }

  /** What it is called in figures. */
  String name();

  /** CPU that it has used since it started, nanoseconds. */
  long cpuNanos();

  /** A connection over which its requests are posted. */
  PostSocket connect() throws IOException;

  /** Subscription payloads as one request of its own. */
  byte[] request(List<byte[]> payloads);

  /**
   * What tells, once payloads are sent, whether all of them can be found. To be called before.
   *
   * @param events in all payloads
   */
  Check expect(List<byte[]> payloads, long events) throws IOException, InterruptedException;

  /** How many lines of a request are found by its id. */
  long linesOf(String requestId) throws IOException, InterruptedException;

  /** Something that becomes true. */
  interface Check {
    boolean isTrue() throws IOException, InterruptedException;
  }
}
