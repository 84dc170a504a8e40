package dev.logtrail.bench;

import dev.logtrail.bench.data.WideFleet;
import dev.logtrail.bench.measure.CpuMeter;
import dev.logtrail.bench.measure.CpuParts;
import dev.logtrail.bench.measure.Figures;
import dev.logtrail.bench.measure.Percentiles;
import dev.logtrail.bench.measure.ProcessCpu;
import dev.logtrail.bench.target.BenchClient;
import dev.logtrail.bench.target.Peer;
import dev.logtrail.bench.target.TemporaryCluster;
import dev.logtrail.bench.target.TemporaryServer;
import dev.logtrail.store.postgres.Database;
import dev.logtrail.store.postgres.StoreSize;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code wide}: a day of many functions and short-lived environments, posted to {@code
 * /ingest/subscription} until all of it is queryable, with a live tail beside it; then look-ups and
 * statistics. All CPU is counted: server, job, database, and the client. The first round begins
 * with a server that has just been started.
 */
final class WideBench {
  private static final int LOOK_UPS = 1_000;
  private static final int STATISTICS = 20;

  /** A peer keeps what it got one way, so the other way's fleet is another. */
  private static final int OTHER_SEED = 1_000;

  private static final long BEHIND_MS = 100;
  private static final long PROBE_EVERY_MS = 250;
  private static final long PROBE_WAIT_MS = 600_000;
  private static final String[] NONE = {};
  private static final Pattern REVISION = Pattern.compile("\"revision\":(\\d+)");

  /** One payload a request over several connections, or many together over two. */
  private enum Way {
    TOGETHER(66, 2),
    EACH(1, 8);

    private final int payloadsARequest;
    private final int connections;

    Way(int payloadsARequest, int connections) {
      this.payloadsARequest = payloadsARequest;
      this.connections = connections;
    }
  }

  private final List<Figures> rounds = new ArrayList<>();
  private final List<Figures> parts = new ArrayList<>();
  private final List<Figures> beside = new ArrayList<>();
  private final Peer peer;

  /**
   * A bench.
   *
   * @param peer what gets the same events, and beside it a Logtrail in a process of its own; null
   *     for nothing
   */
  WideBench(Peer peer) {
    this.peer = peer;
  }

  /**
   * Measures both ways in, each with a server of its own.
   *
   * @param ways payloads a request, 1 or 66; null for both
   * @return a row for each round, then as many that tell where its CPU went, then those of the peer
   */
  List<Figures> measure(
      Supplier<TemporaryServer> servers, int[] ways, long lines, int rounds, long seed)
      throws Exception {
    for (Way way : Way.values()) {
      if (ways != null && Arrays.stream(ways).noneMatch(n -> n == way.payloadsARequest)) {
        continue;
      }
      try (TemporaryServer server = servers.get();
          Database database = Database.connect(server.settings())) {
        for (int round = 1; round <= rounds; round++) {
          measure(server, database, way, round, fleet(way, round, lines, seed));
        }
      }
      if (peer != null) {
        beside(way, rounds, lines, seed);
      }
    }
    List<Figures> all = new ArrayList<>(this.rounds);
    all.addAll(parts);
    all.addAll(beside);
    return all;
  }

  private static WideFleet fleet(Way way, int round, long lines, long seed) throws Exception {
    return WideFleet.make(lines, seed + round + (long) way.ordinal() * OTHER_SEED);
  }

  /** In processes of their own, which no client and no measuring shares. */
  private void beside(Way way, int rounds, long lines, long seed) throws Exception {
    try (TemporaryCluster cluster = TemporaryCluster.start(0)) {
      Peer ours = Peer.at(cluster.door(), cluster.pids());
      for (int round = 1; round <= rounds; round++) {
        WideFleet fleet = fleet(way, round, lines, seed);
        CpuMeter.awaitCompiler();
        beside.add(
            new WidePeer(ours, peer, fleet)
                .measure(
                    way.payloadsARequest,
                    way.connections,
                    new Figures("wide beside")
                        .with("payloads/request", way.payloadsARequest)
                        .with("round", round)
                        .with("events", fleet.events())));
      }
    }
  }

  private void measure(
      TemporaryServer server, Database database, Way way, int round, WideFleet fleet)
      throws Exception {
    List<byte[]> requests = fleet.requests(way.payloadsARequest);
    CpuMeter.awaitCompiler(); // Making the fleet is not to be measured.
    ProcessCpu databaseCpu = new ProcessCpu(server.databasePid());
    ExecutorService prober = Executors.newSingleThreadExecutor();
    try (LiveProbe live = new LiveProbe(server.uri(), PROBE_WAIT_MS);
        CpuParts cpuParts = new CpuParts()) {
      AtomicBoolean done = new AtomicBoolean();
      Future<double[]> waits = prober.submit(() -> probe(live, done));
      long databaseBefore = databaseCpu.nanos();
      long before = Posting.stored();
      long began = System.nanoTime();
      long[] sentAt = new long[1];
      CpuMeter.Cost cost =
          CpuMeter.of(
              () -> {
                new Posting(server.uri(), way.connections).post(requests);
                sentAt[0] = System.nanoTime();
                Posting.await(before + fleet.events());
                return 0;
              });
      long ended = System.nanoTime();
      long databaseNanos = databaseCpu.nanos() - databaseBefore;
      long cpuNanos = cost.cpuNanos() + databaseNanos;
      Map<String, Long> nanos = cpuParts.nanos(cost.cpuNanos());
      Figures parted = parts(way, round, fleet, nanos, databaseNanos);
      done.set(true);
      double[] tail = waits.get();
      Figures figures =
          new Figures("wide")
              .with("payloads/request", way.payloadsARequest)
              .with("round", round)
              .with("events", fleet.events())
              .with("streams", fleet.streams())
              .with("functions", fleet.functions())
              .with("events/CPU s", fleet.events() * 1e9 / cpuNanos)
              .with("events/s", fleet.events() * 1e9 / (ended - began))
              .with("database share", (double) databaseNanos / cpuNanos)
              .with("queryable after s", (ended - sentAt[0]) / 1e9)
              .with("tail p50 ms", Percentiles.percentile(tail, 50))
              .with("tail p99 ms", Percentiles.percentile(tail, 99));
      rounds.add(askAfter(server, database, fleet, figures));
      parts.add(parted);
    } finally {
      prober.shutdownNow();
    }
  }

  /** How long lines take to a tail while the fleet is taken. */
  private static double[] probe(LiveProbe live, AtomicBoolean done) throws Exception {
    List<Double> waits = new ArrayList<>();
    do {
      waits.add(live.probe());
      Thread.sleep(PROBE_EVERY_MS);
    } while (!done.get());
    return waits.stream().mapToDouble(w -> w).toArray();
  }

  /** Microseconds of CPU an event by part of the program. */
  private static Figures parts(
      Way way, int round, WideFleet fleet, Map<String, Long> nanos, long databaseNanos) {
    Figures figures =
        new Figures("wide us/event")
            .with("payloads/request", way.payloadsARequest)
            .with("round", round);
    nanos.forEach((part, n) -> figures.with(part, n / 1e3 / fleet.events()));
    return figures.with("database", databaseNanos / 1e3 / fleet.events());
  }

  private static Figures askAfter(
      TemporaryServer server, Database database, WideFleet fleet, Figures figures)
      throws Exception {
    BenchClient client = new BenchClient(server.uri());
    double[] lookUps = new double[LOOK_UPS];
    String[] ids = fleet.requestIds().toArray(NONE);
    for (int i = 0; i < LOOK_UPS; i++) {
      String id = ids[i % ids.length];
      lookUps[i] = ms(() -> client.get("api/v1/trails/" + id));
    }
    Thread.sleep(BEHIND_MS);
    double[] statistics = new double[STATISTICS];
    for (int i = 0; i < STATISTICS; i++) {
      statistics[i] =
          ms(() -> client.get("api/v1/stats?groupBy=function&from=2026-11-17&to=2026-11-21"));
    }
    StoreSize size = database.size();
    return figures
        .with("writes/row", writes(client.text("api/v1/trails?kind=request&limit=1000")))
        .with("stored B/event", (double) size.totalBytes() / size.events())
        .with("id p50 ms", Percentiles.percentile(lookUps, 50))
        .with("p99 ms", Percentiles.percentile(lookUps, 99))
        .with("statistics p95 ms", Percentiles.percentile(statistics, 95));
  }

  /** How often rows of requests were written, by their revisions. */
  private static double writes(String page) {
    Matcher revisions = REVISION.matcher(page);
    long rows = 0;
    long writes = 0;
    while (revisions.find()) {
      rows++;
      writes += Long.parseLong(revisions.group(1));
    }
    return (double) writes / Math.max(1, rows);
  }

  private interface Call {
    void run() throws Exception;
  }

  private static double ms(Call call) throws Exception {
    long began = System.nanoTime();
    call.run();
    return (System.nanoTime() - began) / 1e6;
  }
}
