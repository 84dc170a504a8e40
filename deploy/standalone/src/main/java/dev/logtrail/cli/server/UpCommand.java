package dev.logtrail.cli.server;

import dev.logtrail.demo.DemoFleet;
import dev.logtrail.demo.DemoOptions;
import dev.logtrail.ingest.feed.Feeds;
import dev.logtrail.service.Part;
import dev.logtrail.service.settings.ServiceOptions;
import dev.logtrail.service.settings.UserError;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.Callable;
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
      "Every flag is also a variable (--port: LOGTRAIL_PORT) and a key of the YAML file that"
          + " LOGTRAIL_CONFIG names.",
      "",
      "Example: look at a simulated fleet, then send your own logs",
      "  logtrail up --demo",
      "  logtrail up --data /var/lib/logtrail --account 123456789012 --region eu-west-1",
      "  logtrail up --log-group '/aws/lambda/*' --since 1h"
    })
public final class UpCommand implements Callable<Integer> {
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
    checkDemo();
    PrintWriter out = spec.commandLine().getOut();
    return ServerRun.run(
        options,
        Part.all(),
        out,
        "Logtrail is ready at %s/",
        (service, address, stop) -> {
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
        });
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

  private DemoFleet fleet(String address) {
    URI server = URI.create(address);
    return new DemoFleet(
            DemoOptions.usual(server, options.ingestToken(), options.account(), options.region()),
            Clock.systemUTC())
        .start();
  }
}
