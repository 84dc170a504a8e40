package dev.logtrail.bench;

import dev.logtrail.bench.target.BenchClient;
import dev.logtrail.demo.SubscriptionPayloads;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A live tail and a function that it follows: tells how long after a POST was acknowledged its line
 * stands on the tail's socket.
 */
final class LiveProbe implements AutoCloseable {
  private final BenchClient client;
  private final long waitMs;
  private final Map<String, Long> seenAt = new ConcurrentHashMap<>();
  private final Thread follower;
  private volatile boolean closed;

  /**
   * Opens the tail.
   *
   * @param waitMs how long a line may take until a probe fails
   */
  LiveProbe(URI server, long waitMs) {
    this.client = new BenchClient(server);
    this.waitMs = waitMs;
    this.follower = new Thread(() -> follow(new BenchClient(server)), "bench-tail");
    follower.setDaemon(true);
    follower.start();
  }

  /** Posts one event; how long it took from the answer to the tail, ms. */
  double probe() throws IOException, InterruptedException {
    String id = UUID.randomUUID().toString();
    LogStream stream =
        new LogStream(
            "123456789012", "eu-west-1", "/aws/lambda/probe", "2026/11/20/[$LATEST]" + id);
    LogEvent start =
        new LogEvent("1", System.currentTimeMillis(), "START RequestId: " + id + " Version: 1\n");
    client.post(SubscriptionPayloads.data(stream, List.of(start)));
    long acknowledged = System.nanoTime();
    long deadline = acknowledged + TimeUnit.MILLISECONDS.toNanos(waitMs);
    while (!seenAt.containsKey(id)) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("a line was not seen within " + waitMs + " ms");
      }
      Thread.sleep(1);
    }
    return Math.max(0, seenAt.remove(id) - acknowledged) / 1e6;
  }

  private void follow(BenchClient tail) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                tail.follow("/api/v1/tail?function=probe"), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int id = line.indexOf("\"requestId\":\"");
        if (line.startsWith("data:") && id > 0) {
          int from = id + "\"requestId\":\"".length();
          seenAt.put(line.substring(from, line.indexOf('"', from)), System.nanoTime());
        }
      }
    } catch (IOException e) {
      if (!closed) {
        throw new UncheckedIOException(e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed = true;
    follower.interrupt();
  }
}
