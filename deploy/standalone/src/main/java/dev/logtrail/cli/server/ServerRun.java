package dev.logtrail.cli.server;

import dev.logtrail.service.Part;
import dev.logtrail.service.Progress;
import dev.logtrail.service.Service;
import dev.logtrail.service.settings.ServiceOptions;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** One run of a server: starts it, says so, and ends it in order when the process gets a signal. */
final class ServerRun {
  private final CountDownLatch stop = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread starter = Thread.currentThread();
  private volatile boolean started;
  private volatile boolean waitsForDatabase;
  private volatile Progress progress;

  /** What is done while it runs; returns to go on waiting for the signal. */
  @FunctionalInterface
  interface Session {
    /** Works beside the running service until {@code stop} is at zero. */
    void work(Service service, String address, CountDownLatch stop) throws InterruptedException;
  }

  private ServerRun() {}

  /**
   * Runs until the signal.
   *
   * @param ready what to say when it is ready; {@code %s} is the address
   */
  static int run(
      ServiceOptions options, Set<Part> parts, PrintWriter out, String ready, Session session)
      throws InterruptedException {
    return new ServerRun().untilSignal(options, parts, out, ready, session);
  }

  private int untilSignal(
      ServiceOptions options, Set<Part> parts, PrintWriter out, String ready, Session session)
      throws InterruptedException {
    long began = System.nanoTime();
    // An embedded PostgreSQL that is starting must be waited for, or it would be left behind.
    waitsForDatabase = options.database() != null;
    progress = Progress.on(out);
    Runtime.getRuntime().addShutdownHook(new Thread(this::end, "stop"));
    try (Service service = start(options, parts)) {
      started = true;
      String scheme = options.access().tls() == null ? "http" : "https";
      String address = "%s://%s:%d".formatted(scheme, options.host(), service.port());
      double seconds = (System.nanoTime() - began) / 1e9;
      out.printf(
          Locale.ROOT, ready + " (%.1f s). Ctrl-C stops it; nothing is lost.%n", address, seconds);
      out.println(heap());
      out.println(service.connections());
      out.flush();
      session.work(service, address, stop);
    } finally {
      stopped.countDown();
    }
    return 0;
  }

  private Service start(ServiceOptions options, Set<Part> parts) {
    try (Progress open = progress) {
      return Service.start(options, parts, open);
    }
  }

  private static String heap() {
    return "It may use %d MB of heap, and its budgets follow: LOGTRAIL_HEAP sets it."
        .formatted(Runtime.getRuntime().maxMemory() >> 20);
  }

  /** The process ends when this returns, so it waits until all parts have stopped. */
  private void end() {
    stop.countDown();
    progress.stop();
    if (!started && waitsForDatabase) {
      starter.interrupt();
    }
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
