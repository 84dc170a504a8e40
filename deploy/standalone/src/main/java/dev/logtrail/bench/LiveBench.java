package dev.logtrail.bench;

import dev.logtrail.bench.data.BenchData;
import dev.logtrail.bench.measure.Figures;
import dev.logtrail.bench.measure.Percentiles;
import dev.logtrail.bench.target.BenchClient;
import dev.logtrail.bench.target.TemporaryServer;
import dev.logtrail.demo.SubscriptionPayloads;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * {@code live}: how long after a POST was acknowledged its line stands on the socket of a live
 * tail, while other functions write a thousand lines a second.
 */
final class LiveBench {
  private static final int BACKGROUND_EVENTS = 50;
  private static final long BACKGROUND_EVERY_MS = 50;
  private static final long PROBE_EVERY_MS = 37;
  private static final long WAIT_S = 10;

  private final Map<String, Long> seenAt = new ConcurrentHashMap<>();
  private volatile boolean done;

  /** Measures {@code probes} lines, after a tenth as many that only warm up. */
  Figures measure(Supplier<TemporaryServer> servers, int probes, long seed) throws Exception {
    long lines = (probes * 2L) * 1_000 * PROBE_EVERY_MS / 1_000;
    BenchData background = BenchData.make(f -> true, BACKGROUND_EVENTS, lines + 50_000, seed);
    ExecutorService threads = Executors.newCachedThreadPool();
    try (TemporaryServer server = servers.get()) {
      BenchClient client = new BenchClient(server.uri());
      threads.submit(() -> follow(new BenchClient(server.uri())));
      threads.submit(() -> write(new BenchClient(server.uri()), background));
      List<Double> waits = new ArrayList<>();
      for (int i = -probes / 10; i < probes; i++) {
        double wait = probe(client);
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

  private double probe(BenchClient client) throws Exception {
    String id = UUID.randomUUID().toString();
    LogStream stream =
        new LogStream(
            "123456789012", "eu-west-1", "/aws/lambda/probe", "2026/11/20/[$LATEST]" + id);
    LogEvent start =
        new LogEvent("1", System.currentTimeMillis(), "START RequestId: " + id + " Version: 1\n");
    client.post(SubscriptionPayloads.data(stream, List.of(start)));
    long acknowledged = System.nanoTime();
    long deadline = acknowledged + TimeUnit.SECONDS.toNanos(WAIT_S);
    while (!seenAt.containsKey(id)) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("a line was not seen within " + WAIT_S + " s");
      }
      Thread.sleep(1);
    }
    double wait = Math.max(0, seenAt.remove(id) - acknowledged) / 1e6;
    Thread.sleep(PROBE_EVERY_MS);
    return wait;
  }

  private Void follow(BenchClient client) throws IOException, InterruptedException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                client.follow("/api/v1/tail?function=probe"), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int id = line.indexOf("\"requestId\":\"");
        if (line.startsWith("data:") && id > 0) {
          int from = id + "\"requestId\":\"".length();
          seenAt.put(line.substring(from, line.indexOf('"', from)), System.nanoTime());
        }
      }
    }
    return null;
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
