package dev.logtrail.cli;

import dev.logtrail.demo.DemoFleet;
import dev.logtrail.demo.DemoOptions;
import dev.logtrail.ingest.feed.Feeds;
import dev.logtrail.service.Progress;
import dev.logtrail.service.Service;
import dev.logtrail.service.settings.ServiceOptions;
import dev.logtrail.service.settings.UserError;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code logtrail up}: runs the program until it gets a signal. */
@Command(
    name = "up",
    description =
        "Runs everything in one process: PostgreSQL, the Flink job, ingest, API and page.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Every flag is also a variable (--port: LOGTRAIL_PORT) and a key of the YAML file that LOGTRAIL_CONFIG names.",
      "",
      "Example: look at a simulated fleet, then send your own logs",
      "  logtrail up --demo",
      "  logtrail up --data /var/lib/logtrail --account 123456789012 --region eu-west-1",
      "  logtrail up --log-group '/aws/lambda/*' --since 1h"
    })
final class UpCommand implements Callable<Integer> {
  private static final int PROGRESS_S = 3;
  private static final int QUIET_PROGRESS_S = 30;

  @Spec private CommandSpec spec;

  @Mixin private ServiceOptions options;

  @Option(
      names = "--demo",
      description = "Adds a simulated fleet of Lambda functions that log through the real door.")
  private boolean demo;

  @Override
  public Integer call() throws InterruptedException {
    long began = System.nanoTime();
    checkDemo();
    PrintWriter out = spec.commandLine().getOut();
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> await(stop, stopped), "stop"));
    try (Service service = start(out)) {
      String scheme = options.access().tls() == null ? "http" : "https";
      String address = "%s://%s:%d".formatted(scheme, options.host(), service.port());
      double seconds = (System.nanoTime() - began) / 1e9;
      out.printf(
          Locale.ROOT,
          "Logtrail is ready at %s/ (%.1f s). Ctrl-C stops it; nothing is lost.%n",
          address,
          seconds);
      out.println(heap());
      out.flush();
      int every = System.console() == null ? QUIET_PROGRESS_S : PROGRESS_S;
      try (DemoFleet fleet = demo ? fleet(address) : null;
          FeedProgress feeds = FeedProgress.on(out, Feeds.here()::states, every)) {
        if (fleet != null) {
          out.println("A simulated fleet is sending its logs: --demo.");
          out.flush();
        }
        feeds.print();
        stop.await();
      }
    } finally {
      stopped.countDown();
    }
    return 0;
  }

  private static String heap() {
    return "It may use %d MB of heap, and its budgets follow: LOGTRAIL_HEAP sets it."
        .formatted(Runtime.getRuntime().maxMemory() >> 20);
  }

  /** The fleet sends through the door like everybody else. */
  private void checkDemo() {
    if (demo && options.access().tls() != null) {
      throw UserError.ofSettings("--demo sends without TLS: leave out --tls-cert and --tls-key");
    }
    if (demo && options.access().tokens() != null && options.ingestToken() == null) {
      throw UserError.ofSettings("--demo sends with LOGTRAIL_INGEST_TOKEN: set it beside --tokens");
    }
  }

  private Service start(PrintWriter out) {
    try (Progress progress = Progress.on(out)) {
      return Service.start(options, progress);
    }
  }

  private DemoFleet fleet(String address) {
    URI server = URI.create(address);
    return new DemoFleet(
            DemoOptions.usual(server, options.ingestToken(), options.account(), options.region()),
            Clock.systemUTC())
        .start();
  }

  /** The process ends when this hook returns, so it waits until all parts have stopped. */
  private static void await(CountDownLatch stop, CountDownLatch stopped) {
    stop.countDown();
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
