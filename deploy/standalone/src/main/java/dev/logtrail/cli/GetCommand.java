package dev.logtrail.cli;

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
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code logtrail get}: prints everything known of one request. */
@Command(
    name = "get",
    description =
        "Prints the trail of a request: every attempt, with all its lines; or of a whole trace or"
            + " execution.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footerHeading = "%nExamples:%n",
    footer = {
      "  logtrail get 785991e6-7cd0-44b8-a722-3c1aadd65873",
      "  logtrail get 785991e6-7cd0-44b8-a722-3c1aadd65873 --json | jq '.trails[0].report'",
      "  logtrail get --trace 1-5759e988-bd862e3fe1be46a994272793",
      "  logtrail get --execution order-123"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the trail was printed",
      "1:no such trail, or the server has a problem",
      "2:the command was not understood"
    })
final class GetCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private ServerOptions server;

  @Parameters(
      index = "0",
      paramLabel = "REQUEST_ID",
      description =
          "the request id, as START and REPORT name it; with --trace a trace id, with --execution a"
              + " name, id or ARN")
  private String requestId;

  @Option(names = "--trace", description = "the id is an X-Ray trace id: prints all its requests")
  private boolean trace;

  @Option(
      names = "--execution",
      description = "it is the name, id or ARN of an execution: prints all its requests in order")
  private boolean execution;

  @Override
  public Integer call() throws InterruptedException {
    if (trace && execution) {
      throw new ParameterException(
          spec.commandLine(), "--trace and --execution are two things to ask for: use one of them");
    }
    PrintWriter out = spec.commandLine().getOut();
    try {
      String answer = ask();
      out.print(answer);
      if (!answer.endsWith("\n")) {
        out.println();
      }
      out.flush();
      return 0;
    } catch (ServerFault e) {
      spec.commandLine().getErr().println(e.getMessage());
      return 1;
    }
  }

  private String route() {
    return execution ? "/api/v1/executions/" : trace ? "/api/v1/traces/" : "/api/v1/trails/";
  }

  private String ask() throws ServerFault, InterruptedException {
    Map<String, String> query = new LinkedHashMap<>();
    if (!server.json()) {
      query.put("color", Ansi.AUTO.enabled() ? "true" : null);
      TerminalScreen.addZone(query);
    }
    HttpRequest request =
        server
            .get(route() + ServerOptions.encode(requestId.strip()), query)
            .header("Accept", server.json() ? "application/json" : "text/plain")
            .timeout(Duration.ofSeconds(30))
            .build();
    return server.ask(request);
  }
}
