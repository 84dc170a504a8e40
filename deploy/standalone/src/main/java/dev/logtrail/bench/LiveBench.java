package dev.logtrail.bench;

import dev.logtrail.bench.data.BenchData;
import dev.logtrail.bench.measure.Figures;
import dev.logtrail.bench.measure.Percentiles;
import dev.logtrail.bench.target.BenchClient;
import dev.logtrail.bench.target.TemporaryServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * {@code live}: how long after a POST was acknowledged its line stands on the socket of a live
 * tail, while other functions write a thousand lines a second.
 */
final class LiveBench {
  private static final int BACKGROUND_EVENTS = 50;
  private static final long BACKGROUND_EVERY_MS = 50;
  private static final long PROBE_EVERY_MS = 37;
  private static final long WAIT_MS = 10_000;

  private volatile boolean done;

  /** Measures {@code probes} lines, after a tenth as many that only warm up. */
  Figures measure(Supplier<TemporaryServer> servers, int probes, long seed) throws Exception {
    long lines = (probes * 2L) * 1_000 * PROBE_EVERY_MS / 1_000;
    BenchData background = BenchData.make(f -> true, BACKGROUND_EVENTS, lines + 50_000, seed);
    ExecutorService threads = Executors.newCachedThreadPool();
    try (TemporaryServer server = servers.get();
        LiveProbe live = new LiveProbe(server.uri(), WAIT_MS)) {
      threads.submit(() -> write(new BenchClient(server.uri()), background));
      List<Double> waits = new ArrayList<>();
      for (int i = -probes / 10; i < probes; i++) {
        double wait = live.probe();
        Thread.sleep(PROBE_EVERY_MS);
        if (i >= 0) {
          waits.add(wait);
        }
      }
      double[] ms = waits.stream().mapToDouble(w -> w).toArray();
      return new Figures("live")
          .with("probes", ms.length)
          .with("background lines/s", BACKGROUND_EVENTS * 1_000 / BACKGROUND_EVERY_MS)
          .with("p50 ms", Percentiles.percentile(ms, 50))
          .with("p95 ms", Percentiles.percentile(ms, 95))
          .with("p99 ms", Percentiles.percentile(ms, 99));
    } finally {
      done = true;
      threads.shutdownNow();
    }
  }

  private Void write(BenchClient client, BenchData data) throws IOException, InterruptedException {
    for (byte[] payload : data.payloads()) {
      if (done) {
        return null;
      }
      client.post(payload);
      Thread.sleep(BACKGROUND_EVERY_MS);
    }
    return null;
  }
}
