package dev.logtrail.cli;

import dev.logtrail.cli.client.ServerFault;
import dev.logtrail.cli.client.ServerOptions;
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

  @Spec private CommandSpec spec;

  @Mixin private ServerOptions server;

  @Option(names = "--function", paramLabel = "F", description = "only this function (default: all)")
  private String function;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "first start: -7d, 2026-11-20, 2026-11-20T10:00Z (default: -1d)")
  private String from;

  @Option(names = "--to", paramLabel = "TIME", description = "end (default: now)")
  private String to;

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

  @Option(names = "--json", description = "print the server's JSON as it comes")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    try {
      HttpRequest request =
          server
              .get("/api/v1/stats", query())
              .header("Accept", json ? "application/json" : "text/plain")
              .timeout(Duration.ofSeconds(60))
              .build();
      out.println(server.ask(request).stripTrailing());
      out.flush();
      return 0;
    } catch (ServerFault e) {
      spec.commandLine().getErr().println(e.getMessage());
      return 1;
    }
  }

  private Map<String, String> query() {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("function", function);
    query.put("from", from);
    query.put("to", to);
    query.put("step", json ? step : "none");
    query.put("groupBy", groupBy);
    query.put("bill", bill ? "true" : null);
    return query;
  }
}
