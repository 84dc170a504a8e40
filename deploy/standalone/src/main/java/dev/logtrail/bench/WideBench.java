package dev.logtrail.bench;

import dev.logtrail.bench.data.WideFleet;
import dev.logtrail.bench.measure.CpuMeter;
import dev.logtrail.bench.measure.DatabaseCpu;
import dev.logtrail.bench.measure.Figures;
import dev.logtrail.bench.measure.Percentiles;
import dev.logtrail.bench.target.BenchClient;
import dev.logtrail.bench.target.TemporaryServer;
import dev.logtrail.store.postgres.Database;
import dev.logtrail.store.postgres.StoreSize;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * {@code wide}: a day of many functions and short-lived environments, posted to {@code
 * /ingest/subscription} until all of it is queryable; then look-ups and statistics. All CPU is
 * counted: server, job, database, and the client.
 */
final class WideBench {
  private static final int LOOK_UPS = 1_000;
  private static final int STATISTICS = 20;
  private static final long BEHIND_MS = 100;
  private static final double WARM_UP = 0.2;

  /** One payload a request over several connections, or many together over two. */
  private enum Way {
    EACH("1", 1, 8),
    TOGETHER("66", 66, 2);

    private final String payloads;
    private final int payloadsARequest;
    private final int connections;

    Way(String payloads, int payloadsARequest, int connections) {
      this.payloads = payloads;
      this.payloadsARequest = payloadsARequest;
      this.connections = connections;
    }
  }

  /** Measures both ways in, each with a server of its own. */
  List<Figures> measure(Supplier<TemporaryServer> servers, long lines, long seed) throws Exception {
    List<Figures> rows = new ArrayList<>();
    for (Way way : new Way[] {Way.TOGETHER, Way.EACH}) {
      try (TemporaryServer server = servers.get();
          Database database = Database.connect(server.settings())) {
        long before = Posting.stored();
        WideFleet warmUp = WideFleet.make((long) (lines * WARM_UP), seed + 1);
        new Posting(server, way.connections).post(warmUp.requests(way.payloadsARequest));
        Posting.await(before + warmUp.events());
        rows.add(measure(server, database, way, WideFleet.make(lines, seed)));
      }
    }
    return rows;
  }

  private static Figures measure(
      TemporaryServer server, Database database, Way way, WideFleet fleet) throws Exception {
    List<byte[]> requests = fleet.requests(way.payloadsARequest);
    DatabaseCpu databaseCpu = new DatabaseCpu(server.databasePid());
    long databaseBefore = databaseCpu.nanos();
    long before = Posting.stored();
    long began = System.nanoTime();
    long[] sentAt = new long[1];
    CpuMeter.Cost cost =
        CpuMeter.of(
            () -> {
              new Posting(server, way.connections).post(requests);
              sentAt[0] = System.nanoTime();
              Posting.await(before + fleet.events());
              return 0;
            });
    long ended = System.nanoTime();
    long databaseNanos = databaseCpu.nanos() - databaseBefore;
    long cpuNanos = cost.cpuNanos() + databaseNanos;
    BenchClient client = new BenchClient(server.uri());
    double[] lookUps = new double[LOOK_UPS];
    for (int i = 0; i < LOOK_UPS; i++) {
      String id = fleet.requestIds().get(i % fleet.requestIds().size());
      lookUps[i] = ms(() -> client.get("api/v1/trails/" + id));
    }
    Thread.sleep(BEHIND_MS);
    double[] statistics = new double[STATISTICS];
    for (int i = 0; i < STATISTICS; i++) {
      statistics[i] =
          ms(() -> client.get("api/v1/stats?groupBy=function&from=2026-11-17&to=2026-11-21"));
    }
    StoreSize size = database.size();
    return new Figures("wide")
        .with("payloads/request", way.payloads)
        .with("events", fleet.events())
        .with("streams", fleet.streams())
        .with("functions", fleet.functions())
        .with("events/CPU s", fleet.events() * 1e9 / cpuNanos)
        .with("events/s", fleet.events() * 1e9 / (ended - began))
        .with("database share", (double) databaseNanos / cpuNanos)
        .with("queryable after s", (ended - sentAt[0]) / 1e9)
        .with("stored B/event", (double) size.totalBytes() / size.events())
        .with("id p50 ms", Percentiles.percentile(lookUps, 50))
        .with("p99 ms", Percentiles.percentile(lookUps, 99))
        .with("statistics p95 ms", Percentiles.percentile(statistics, 95));
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
