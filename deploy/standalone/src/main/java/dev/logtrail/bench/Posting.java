package dev.logtrail.bench;

import dev.logtrail.bench.target.PostSocket;
import dev.logtrail.job.assemble.JobProgress;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Posts payloads over some connections, each as fast as it is answered. */
final class Posting {
  private static final long POLL_MS = 20;
  private static final long STILL_MS = 120_000;

  /** Opens a connection. */
  interface Door {
    PostSocket open() throws IOException;
  }

  private final Door door;
  private final int connections;

  /** To a Logtrail's door for subscription payloads. */
  Posting(URI server, int connections) {
    this(() -> new PostSocket(server), connections);
  }

  /** To any door. */
  Posting(Door door, int connections) {
    this.door = door;
    this.connections = connections;
  }

  /** Posts all of them; how long each request took, ms. */
  double[] post(List<byte[]> requests) throws Exception {
    double[] ms = new double[requests.size()];
    AtomicInteger next = new AtomicInteger();
    ExecutorService threads =
        Executors.newFixedThreadPool(connections, task -> new Thread(task, "bench-post"));
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        all.add(threads.submit(() -> post(requests, next, ms)));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
    return ms;
  }

  private Void post(List<byte[]> requests, AtomicInteger next, double[] ms) throws Exception {
    try (PostSocket socket = door.open()) {
      for (int i = next.getAndIncrement(); i < requests.size(); i = next.getAndIncrement()) {
        long began = System.nanoTime();
        socket.post(requests.get(i));
        ms[i] = (System.nanoTime() - began) / 1e6;
      }
    }
    return null;
  }

  /** Events that the job of this process has stored since it started. */
  static long stored() {
    return JobProgress.here().snapshot(0).values().stream()
        .mapToLong(JobProgress.Snapshot::stored)
        .sum();
  }

  /** Returns when so many events are stored; fails when for two minutes none is added. */
  static void await(long events) throws InterruptedException {
    long stored = stored();
    long changed = System.currentTimeMillis();
    while (stored < events) {
      Thread.sleep(POLL_MS);
      long now = stored();
      changed = now == stored ? changed : System.currentTimeMillis();
      stored = now;
      if (System.currentTimeMillis() > changed + STILL_MS) {
        throw new IllegalStateException(
            "of %d lines %d are stored, and for two minutes none was added"
                .formatted(events, stored));
      }
    }
  }
}
