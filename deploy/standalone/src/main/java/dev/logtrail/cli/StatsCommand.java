package dev.logtrail.cli;

import dev.logtrail.cli.client.FilterOptions;
import dev.logtrail.cli.client.ServerFault;
import dev.logtrail.cli.client.ServerOptions;
import dev.logtrail.cli.client.TerminalScreen;
import java.io.PrintWriter;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code logtrail stats}: counts, durations and costs from a running server. */
@Command(
    name = "stats",
    description =
        "Prints counts, durations, memory and costs: a line a function, or another group.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footerHeading = "%nExamples:%n",
    footer = {
      "  logtrail stats --from -7d",
      "  logtrail stats --from 2026-11-01 --to 2026-12-01 --group-by stage --bill",
      "  logtrail stats --function orders --step 1h --json | jq '.groups[0].series'"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the statistics were printed",
      "1:the server cannot be reached, or has a problem",
      "2:the command was not understood"
    })
final class StatsCommand implements Callable<Integer> {
  /** How the server's text says so. */
  private static final String NOTHING = "No request started in this span.";

  @Spec private CommandSpec spec;

  @Mixin private ServerOptions server;

  @Mixin private FilterOptions filter;

  @Option(
      names = "--step",
      paramLabel = "STEP",
      description = "with --json, length of the steps of each series: 5m, 1h, 1d or none")
  private String step;

  @Option(
      names = "--group-by",
      paramLabel = "GROUP",
      description = "function, version, stage, account or region (default: function)")
  private String groupBy;

  @Option(names = "--bill", description = "sums by month too, at the tiers a month has reached")
  private boolean bill;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    try {
      HttpRequest request =
          server
              .get("/api/v1/stats", query())
              .header("Accept", server.json() ? "application/json" : "text/plain")
              .timeout(Duration.ofSeconds(60))
              .build();
      String answer = server.ask(request).stripTrailing();
      out.println(answer);
      out.flush();
      String warning =
          server.json() || !answer.contains(NOTHING)
              ? null
              : filter.warningOfUnknownFunction(server);
      if (warning != null) {
        spec.commandLine().getErr().println(warning);
      }
      return 0;
    } catch (ServerFault e) {
      spec.commandLine().getErr().println(e.getMessage());
      return 1;
    }
  }

  private Map<String, String> query() {
    Map<String, String> query = new LinkedHashMap<>();
    filter.addTo(query);
    query.put("step", server.json() ? step : "none");
    query.put("groupBy", groupBy);
    query.put("bill", bill ? "true" : null);
    if (!server.json()) {
      TerminalScreen.addZone(query);
      TerminalScreen.ofOutput().addTo(query);
    }
    return query;
  }
}
