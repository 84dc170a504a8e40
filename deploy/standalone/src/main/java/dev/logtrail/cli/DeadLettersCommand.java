package dev.logtrail.cli;

import dev.logtrail.cli.client.ServerFault;
import dev.logtrail.cli.client.ServerOptions;
import dev.logtrail.text.JsonTree;
import java.io.PrintWriter;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code logtrail dead-letters}: what could not be read or stored. */
@Command(
    name = "dead-letters",
    description =
        "Prints what could not be read or stored, newest first; tries it again, or deletes it.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  logtrail dead-letters",
      "  logtrail dead-letters --stage decode --reason 'not gzip' --from -1d",
      "  logtrail dead-letters --id 17",
      "  logtrail dead-letters --id 17 --retry",
      "  logtrail dead-letters --source firehose --delete"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done, even if there are none",
      "1:no such letter, or the server has a problem",
      "2:the command was not understood"
    })
final class DeadLettersCommand implements Callable<Integer> {
  private static final String PATH = "/api/v1/dead-letters";

  @Spec private CommandSpec spec;

  @Mixin private ServerOptions server;

  @Option(
      names = "--ingest-token",
      paramLabel = "TOKEN",
      defaultValue = "${env:LOGTRAIL_INGEST_TOKEN:-}",
      description =
          "token for --retry and --delete, if the server wants one"
              + " (default: $$LOGTRAIL_INGEST_TOKEN)")
  private String ingestToken;

  /** What to do with them; by default they are printed. */
  static final class Change {
    @Option(names = "--retry", description = "try them again")
    private boolean retry;

    @Option(names = "--delete", description = "delete them")
    private boolean delete;
  }

  @ArgGroup private Change change;

  @Option(
      names = "--id",
      paramLabel = "ID",
      split = ",",
      description = "only this one, or these; prints more of each")
  private List<Long> ids = List.of();

  @Option(names = "--all", description = "with --retry or --delete: every letter there is")
  private boolean all;

  @Option(names = "--stage", paramLabel = "S", description = "decode, attribute or store")
  private String stage;

  @Option(names = "--reason", paramLabel = "TEXT", description = "a part of the reason")
  private String reason;

  @Option(names = "--source", paramLabel = "S", description = "how it came, such as firehose")
  private String source;

  @Option(names = "--account", paramLabel = "A", description = "of this account")
  private String account;

  @Option(names = "--log-group", paramLabel = "G", description = "of this log group, where known")
  private String logGroup;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "came at this time or later: -1d, 2026-11-20, 2026-11-20T10:00Z")
  private String from;

  @Option(names = "--to", paramLabel = "TIME", description = "came before this time")
  private String to;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "print at most this many (default: 50)")
  private int limit;

  @Override
  public Integer call() throws InterruptedException {
    Map<String, String> filter = filter();
    if (!ids.isEmpty() && (all || filter.values().stream().anyMatch(v -> v != null))) {
      throw wrong("--id names letters already: leave the filters and --all out");
    }
    try {
      if (change == null) {
        if (all) {
          throw wrong("--all goes with --retry or --delete; a list shows all by itself");
        }
        return ids.isEmpty() ? list(filter) : show();
      }
      return ids.isEmpty() ? changeMany(filter) : changeEach();
    } catch (ServerFault e) {
      spec.commandLine().getErr().println(e.getMessage());
      return 1;
    }
  }

  private ParameterException wrong(String why) {
    return new ParameterException(spec.commandLine(), why);
  }

  private Map<String, String> filter() {
    Map<String, String> filter = new LinkedHashMap<>();
    filter.put("stage", stage);
    filter.put("reason", reason);
    filter.put("source", source);
    filter.put("account", account);
    filter.put("logGroup", logGroup);
    filter.put("from", from);
    filter.put("to", to);
    return filter;
  }

  private int list(Map<String, String> filter) throws ServerFault, InterruptedException {
    Map<String, String> query = new LinkedHashMap<>(filter);
    query.put("limit", Integer.toString(limit));
    String answer = server.ask(timed(server.get(PATH, query)));
    if (server.json()) {
      out().println(answer);
      return 0;
    }
    Map<String, Object> page = JsonTree.object(answer);
    List<?> letters = page != null && page.get("deadLetters") instanceof List<?> l ? l : List.of();
    if (letters.isEmpty()) {
      out().println("No dead letters.");
    }
    DeadLetterText text = new DeadLetterText(Ansi.AUTO, ZoneId.systemDefault());
    letters.forEach(letter -> out().println(text.listed((Map<?, ?>) letter)));
    if (page != null && page.get("nextCursor") != null) {
      spec.commandLine().getErr().println("There are more: raise --limit, or narrow the filters.");
    }
    out().flush();
    return 0;
  }

  private int show() throws ServerFault, InterruptedException {
    DeadLetterText text = new DeadLetterText(Ansi.AUTO, ZoneId.systemDefault());
    for (Long id : ids) {
      String answer = server.ask(timed(server.get(PATH + "/" + id, Map.of())));
      out().println(server.json() ? answer : text.whole(JsonTree.object(answer)));
    }
    out().flush();
    return 0;
  }

  private int changeEach() throws ServerFault, InterruptedException {
    for (Long id : ids) {
      String path = PATH + "/" + id + (change.retry ? "/retry" : "");
      String answer = server.ask(changing(path, Map.of()));
      if (server.json()) {
        out().println(answer.isEmpty() ? "{\"deleted\":1}" : answer);
      } else {
        out().println("Dead letter " + id + (change.retry ? " is tried again." : " is deleted."));
      }
    }
    out().flush();
    return 0;
  }

  private int changeMany(Map<String, String> filter) throws ServerFault, InterruptedException {
    Map<String, String> query = new LinkedHashMap<>(filter);
    query.put("all", all ? "true" : null);
    if (query.values().stream().allMatch(v -> v == null)) {
      throw wrong("which letters? Give --id, a filter such as --stage decode, or --all");
    }
    String answer = server.ask(changing(PATH + (change.retry ? "/retry" : ""), query));
    Map<String, Object> done = JsonTree.object(answer);
    if (server.json() || done == null) {
      out().println(answer);
    } else if (change.retry) {
      out().println("Letters that are tried again: " + done.get("retried") + ".");
      if (!"0".equals(String.valueOf(done.get("left")))) {
        String why = done.get("problem") == null ? "" : " (" + done.get("problem") + ")";
        out().println("Left for another call: " + done.get("left") + why + ".");
      }
    } else {
      out().println("Letters deleted: " + done.get("deleted") + ".");
    }
    out().flush();
    return 0;
  }

  private HttpRequest changing(String path, Map<String, String> query) throws ServerFault {
    return timed(
        server
            .request(path, query, ingestToken)
            .method(change.retry ? "POST" : "DELETE", BodyPublishers.noBody()));
  }

  private static HttpRequest timed(HttpRequest.Builder request) {
    return request.timeout(Duration.ofSeconds(90)).build();
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
