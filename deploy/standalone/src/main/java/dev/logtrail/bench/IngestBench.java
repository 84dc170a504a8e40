package dev.logtrail.bench;

import dev.logtrail.bench.data.BenchData;
import dev.logtrail.bench.measure.CpuMeter;
import dev.logtrail.bench.measure.Figures;
import dev.logtrail.bench.measure.Percentiles;
import dev.logtrail.bench.measure.ProcessCpu;
import dev.logtrail.bench.target.TemporaryServer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * {@code ingest}: payloads posted to {@code /ingest/subscription}, one a request, until all of
 * their lines are stored. All CPU is counted: server, job, database, and the client.
 */
final class IngestBench {
  private static final int CONNECTIONS = 16;
  private static final int WARM_UP = 3;

  /** A round: what it cost, and how long requests took. */
  private record Round(
      long lines, long cpuNanos, long databaseNanos, long wallNanos, double[] requestMs) {
    double linesPerCpuSecond() {
      return lines * 1e9 / cpuNanos;
    }
  }

  /**
   * Measures. The first rounds only warm up: a server runs for days, and compiles in the first
   * minute.
   */
  Figures measure(
      Supplier<TemporaryServer> servers, int eventsAPayload, long lines, int rounds, long seed)
      throws Exception {
    List<Round> measured = new ArrayList<>();
    try (TemporaryServer server = servers.get()) {
      for (int i = -WARM_UP; i < rounds; i++) {
        long own = seed + (i + WARM_UP) * 1_000_000L;
        Round round = round(server, eventsAPayload, lines, own);
        if (i >= 0) {
          measured.add(round);
        }
      }
    }
    double[] ms = measured.get(measured.size() - 1).requestMs();
    return new Figures("ingest")
        .with("events/request", eventsAPayload)
        .with("lines", lines)
        .with("lines/CPU s", Percentiles.median(measured, Round::linesPerCpuSecond))
        .with("lines/s", Percentiles.median(measured, r -> r.lines() * 1e9 / r.wallNanos()))
        .with(
            "database share",
            Percentiles.median(measured, r -> (double) r.databaseNanos() / r.cpuNanos()))
        .with("request p50 ms", Percentiles.percentile(ms, 50))
        .with("p99 ms", Percentiles.percentile(ms, 99));
  }

  private Round round(TemporaryServer server, int eventsAPayload, long lines, long seed)
      throws Exception {
    BenchData data = BenchData.make(f -> !f.runtime().json(), eventsAPayload, lines, seed);
    double[][] ms = new double[1][];
    ProcessCpu databaseCpu = new ProcessCpu(server.databasePid());
    long before = Posting.stored();
    long databaseBefore = databaseCpu.nanos();
    long began = System.nanoTime();
    CpuMeter.Cost cost =
        CpuMeter.of(
            () -> {
              ms[0] = new Posting(server.uri(), CONNECTIONS).post(data.payloads());
              Posting.await(before + data.lines());
              return 0;
            });
    long databaseNanos = databaseCpu.nanos() - databaseBefore;
    long wallNanos = System.nanoTime() - began;
    return new Round(
        data.lines(), cost.cpuNanos() + databaseNanos, databaseNanos, wallNanos, ms[0]);
  }
}
