package dev.logtrail.bench;

import dev.logtrail.bench.data.WideFleet;
import dev.logtrail.bench.measure.Figures;
import dev.logtrail.bench.measure.Percentiles;
import dev.logtrail.bench.target.BenchClient;
import dev.logtrail.bench.target.TemporaryServer;
import dev.logtrail.bench.target.VictoriaLogs;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The same round of {@code wide} sent to a peer, right after it was sent to Logtrail: as many
 * events a request over as many connections. The clients' CPU is not counted for either.
 */
final class WidePeer {
  private static final int LAST = 16;
  private static final long POLL_MS = 100;
  private static final long LONGEST_WAIT_MS = 120_000;
  private static final Pattern EVENT_IDS = Pattern.compile("\"eventIds\":\\[([^\\]]*)]");

  private final VictoriaLogs peer;
  private final TemporaryServer server;
  private final WideFleet fleet;
  private final String run;

  WidePeer(VictoriaLogs peer, TemporaryServer server, WideFleet fleet) {
    this.peer = peer;
    this.server = server;
    this.fleet = fleet;
    this.run = "run" + System.currentTimeMillis();
  }

  /**
   * Sends and asks.
   *
   * @param ours CPU of Logtrail and its database for these events, nanoseconds
   * @param figures to which what is found is added
   */
  Figures measure(int payloadsARequest, int connections, long ours, Figures figures)
      throws Exception {
    List<byte[]> payloads = fleet.payloads();
    List<byte[]> requests = new ArrayList<>();
    for (int i = 0; i < payloads.size(); i += payloadsARequest) {
      int to = Math.min(payloads.size(), i + payloadsARequest);
      requests.add(VictoriaLogs.request(payloads.subList(i, to), run));
    }
    List<String> last =
        payloads.subList(Math.max(0, payloads.size() - LAST), payloads.size()).stream()
            .map(VictoriaLogs::lastId)
            .toList();
    long before = peer.cpuNanos();
    new Posting(peer::connect, connections).post(requests);
    long sent = System.nanoTime();
    await(last);
    long queryable = System.nanoTime();
    double theirs = peer.cpuNanos() - before;
    figures
        .with("events/CPU s", fleet.events() * 1e9 / ours)
        .with("peer's", fleet.events() * 1e9 / theirs)
        .with("ratio", theirs / ours)
        .with("peer queryable after s", (queryable - sent) / 1e9);
    return ask(figures).with("peer stored B/event", peer.bytesAnEvent());
  }

  private void await(List<String> last) throws Exception {
    long began = System.nanoTime();
    while (!peer.holds(last, run)) {
      if (System.nanoTime() - began > LONGEST_WAIT_MS * 1_000_000) {
        throw new IllegalStateException(
            "the last events are not found in the peer after %d s; keeps it so old a day?"
                .formatted(LONGEST_WAIT_MS / 1_000));
      }
      Thread.sleep(POLL_MS);
    }
  }

  /** Requests by their ids: how long it takes, and how many of their lines are found. */
  private Figures ask(Figures figures) throws Exception {
    BenchClient client = new BenchClient(server.uri());
    List<String> ids = fleet.requestIds();
    double[] ours = new double[ids.size()];
    double[] theirs = new double[ids.size()];
    long events = 0;
    long lines = 0;
    for (int i = 0; i < ids.size(); i++) {
      long began = System.nanoTime();
      String trail = client.text("api/v1/trails/" + ids.get(i));
      long answered = System.nanoTime();
      lines += peer.linesWith(ids.get(i), run);
      theirs[i] = (System.nanoTime() - answered) / 1e6;
      ours[i] = (answered - began) / 1e6;
      events += events(trail);
    }
    return figures
        .with("id p50 ms", Percentiles.percentile(ours, 50))
        .with("p99 ms", Percentiles.percentile(ours, 99))
        .with("peer id p50 ms", Percentiles.percentile(theirs, 50))
        .with("peer p99 ms", Percentiles.percentile(theirs, 99))
        .with("peer's lines %", 100.0 * lines / Math.max(1, events));
  }

  /** Events in an answer for a request's id. */
  private static long events(String trails) {
    long count = 0;
    Matcher lists = EVENT_IDS.matcher(trails);
    while (lists.find()) {
      count +=
          lists.group(1).isEmpty() ? 0 : lists.group(1).chars().filter(c -> c == ',').count() + 1;
    }
    return count;
  }
}
