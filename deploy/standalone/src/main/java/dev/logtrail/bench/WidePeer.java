package dev.logtrail.bench;

import dev.logtrail.bench.data.WideFleet;
import dev.logtrail.bench.measure.Figures;
import dev.logtrail.bench.measure.Percentiles;
import dev.logtrail.bench.target.Peer;
import java.util.ArrayList;
import java.util.List;

/**
 * A round of {@code wide} sent to a peer, right after it was sent to Logtrail: as many events a
 * request over as many connections. CPU of the client is not counted for either.
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
   * @param ours the Logtrail that has the fleet already
   */
  WidePeer(Peer ours, Peer peer, WideFleet fleet) {
    this.ours = ours;
    this.peer = peer;
    this.fleet = fleet;
  }

  /**
   * Sends and asks.
   *
   * @param ourNanos CPU of Logtrail and its database for these events
   * @param figures to which what is found is added
   */
  Figures measure(int payloadsARequest, int connections, long ourNanos, Figures figures)
      throws Exception {
    List<byte[]> payloads = fleet.payloads();
    List<byte[]> requests = new ArrayList<>();
    for (int i = 0; i < payloads.size(); i += payloadsARequest) {
      int to = Math.min(payloads.size(), i + payloadsARequest);
      requests.add(peer.request(payloads.subList(i, to)));
    }
    Peer.Check all = peer.expect(payloads, fleet.events());
    long before = peer.cpuNanos();
    long began = System.nanoTime();
    new Posting(peer::connect, connections).post(requests);
    long sent = System.nanoTime();
    await(all);
    long queryable = System.nanoTime();
    double theirs = peer.cpuNanos() - before;
    figures
        .with("events/CPU s", fleet.events() * 1e9 / ourNanos)
        .with(peer.name(), fleet.events() * 1e9 / theirs)
        .with("ratio", theirs / ourNanos)
        .with("its events/s", fleet.events() * 1e9 / (queryable - began))
        .with("its queryable after s", (queryable - sent) / 1e9);
    lookUp(ours, "", figures);
    return lookUp(peer, "its ", figures);
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
