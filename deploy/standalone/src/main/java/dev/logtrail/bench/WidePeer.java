package dev.logtrail.bench;

import dev.logtrail.bench.data.WideFleet;
import dev.logtrail.bench.measure.Figures;
import dev.logtrail.bench.measure.Percentiles;
import dev.logtrail.bench.target.Peer;
import java.util.ArrayList;
import java.util.List;

/**
 * A round of {@code wide} sent to Logtrail and then to a peer, each in processes of its own: as
 * many events a request over as many connections. CPU of the client is not counted for either.
 */
final class WidePeer {
  private static final long POLL_MS = 100;
  private static final long LONGEST_WAIT_MS = 600_000;

  private final Peer ours;
  private final Peer peer;
  private final WideFleet fleet;

  /**
   * A round.
   *
   * @param ours a Logtrail
   */
  WidePeer(Peer ours, Peer peer, WideFleet fleet) {
    this.ours = ours;
    this.peer = peer;
    this.fleet = fleet;
  }

  /**
   * What it took.
   *
   * @param cpuNanos until all could be found
   * @param tookNanos until then
   * @param behindNanos from the last answer until then
   */
  private record Taken(long cpuNanos, long tookNanos, long behindNanos) {}

  /**
   * Sends and asks.
   *
   * @param figures to which what is found is added
   */
  Figures measure(int payloadsARequest, int connections, Figures figures) throws Exception {
    Taken own = send(ours, payloadsARequest, connections);
    Taken their = send(peer, payloadsARequest, connections);
    figures
        .with("events/CPU s", perSecond(own.cpuNanos))
        .with(peer.name(), perSecond(their.cpuNanos))
        .with("ratio", (double) their.cpuNanos / own.cpuNanos)
        .with("events/s", perSecond(own.tookNanos))
        .with("its events/s", perSecond(their.tookNanos))
        .with("queryable after s", own.behindNanos / 1e9)
        .with("its queryable after s", their.behindNanos / 1e9);
    lookUp(ours, "", figures);
    return lookUp(peer, "its ", figures);
  }

  private double perSecond(long nanos) {
    return fleet.events() * 1e9 / nanos;
  }

  private Taken send(Peer to, int payloadsARequest, int connections) throws Exception {
    List<byte[]> payloads = fleet.payloads();
    List<byte[]> requests = new ArrayList<>();
    for (int i = 0; i < payloads.size(); i += payloadsARequest) {
      int end = Math.min(payloads.size(), i + payloadsARequest);
      requests.add(to.request(payloads.subList(i, end)));
    }
    Peer.Check all = to.expect(payloads, fleet.events());
    long before = to.cpuNanos();
    long began = System.nanoTime();
    new Posting(to::connect, connections).post(requests);
    long sent = System.nanoTime();
    await(all);
    long queryable = System.nanoTime();
    return new Taken(to.cpuNanos() - before, queryable - began, queryable - sent);
  }

  private static void await(Peer.Check all) throws Exception {
    long began = System.nanoTime();
    while (!all.isTrue()) {
      if (System.nanoTime() - began > LONGEST_WAIT_MS * 1_000_000) {
        throw new IllegalStateException(
            "not all is found in the peer after %d s; does it keep days as old as the fleet's?"
                .formatted(LONGEST_WAIT_MS / 1_000));
      }
      Thread.sleep(POLL_MS);
    }
  }

  /** Asks for requests by their ids: how many lines are found in all, and in what time. */
  private Figures lookUp(Peer asked, String whose, Figures figures) throws Exception {
    double[] ms = new double[fleet.requestIds().size()];
    long lines = 0;
    for (int i = 0; i < ms.length; i++) {
      long began = System.nanoTime();
      lines += asked.linesOf(fleet.requestIds().get(i));
      ms[i] = (System.nanoTime() - began) / 1e6;
    }
    return figures
        .with(whose + "lines by id", lines)
        .with(whose + "p50 ms", Percentiles.percentile(ms, 50))
        .with(whose + "p99 ms", Percentiles.percentile(ms, 99));
  }
}
