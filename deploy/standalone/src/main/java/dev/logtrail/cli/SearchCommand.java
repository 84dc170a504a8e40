package dev.logtrail.cli;

import dev.logtrail.cli.client.FilterOptions;
import dev.logtrail.cli.client.OutputEnd;
import dev.logtrail.cli.client.ServerFault;
import dev.logtrail.cli.client.ServerOptions;
import dev.logtrail.cli.client.TerminalScreen;
import dev.logtrail.cli.search.PatternMarks;
import dev.logtrail.cli.search.SearchLine;
import dev.logtrail.cli.search.SearchTable;
import java.io.PrintWriter;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code logtrail search}: prints the requests that a filter pattern matches. */
@Command(
    name = "search",
    description =
        "Prints requests of which an event matches a CloudWatch Logs filter pattern, newest first,"
            + " each with the line that matches.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  logtrail search KeyError",
      "  logtrail search '\"connection reset\" -retry' --function orders --from"
          + " 2026-11-20T10:00:00Z",
      "  logtrail search '{ $.level = \"ERROR\" && $.order.total > 100 }' --json | jq .requestId"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the search was made, whether or not it found something",
      "1:the pattern is none, or the server has a problem",
      "2:the command was not understood"
    })
final class SearchCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private ServerOptions server;

  @Parameters(
      index = "0",
      paramLabel = "PATTERN",
      description =
          "words, \"phrases\", -without, ?either, %%regex%%, { $.json = ... } or [fields]")
  private String pattern;

  @Mixin private FilterOptions filter;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "at most this many (default: 50)")
  private int limit;

  private int found;
  private PatternMarks marks;
  private SearchTable table;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    TerminalScreen screen = server.json() ? TerminalScreen.NONE : TerminalScreen.ofOutput();
    table = screen.width() == 0 ? null : new SearchTable(screen, ZoneId.systemDefault());
    marks = PatternMarks.of(pattern, Ansi.AUTO.enabled());
    try {
      server.lines(request(), line -> print(out, line));
      String warning = found > 0 || server.json() ? null : filter.warningOfUnknownFunction(server);
      if (warning != null) {
        spec.commandLine().getErr().println(warning);
      }
      return 0;
    } catch (ServerFault e) {
      spec.commandLine().getErr().println(e.messageFor(pattern));
      return 1;
    }
  }

  private HttpRequest request() throws ServerFault {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("q", pattern);
    filter.addTo(query);
    query.put("limit", Integer.toString(limit));
    query.put("preview", server.json() ? null : "true");
    return server
        .get("/api/v1/trails", query)
        .header("Accept", "application/x-ndjson")
        .timeout(Duration.ofSeconds(90))
        .build();
  }

  private boolean print(PrintWriter out, String line) {
    SearchLine read = SearchLine.read(line, marks, ZoneId.systemDefault(), table);
    if (!read.isLast()) {
      out.println(server.json() ? line : read.text());
      found++;
    } else if (!server.json()) {
      spec.commandLine()
          .getErr()
          .println(found == 0 ? "Nothing matches: " + read.text() : read.text());
    }
    return !OutputEnd.isReached(out); // Shown as it is found.
  }
}
