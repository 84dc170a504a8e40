package dev.logtrail.cli;

import dev.logtrail.cli.client.KnownFunctions;
import dev.logtrail.cli.client.OutputEnd;
import dev.logtrail.cli.client.ServerFault;
import dev.logtrail.cli.client.ServerOptions;
import dev.logtrail.cli.client.ServerSentEvent;
import dev.logtrail.cli.client.TailConnection;
import dev.logtrail.cli.client.TerminalScreen;
import dev.logtrail.limit.ServerLimits;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpClient;
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

/** {@code logtrail tail}: prints trails as they change, and resumes when the connection breaks. */
@Command(
    name = "tail",
    description = "Follows trails live, until it is stopped with Ctrl-C.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footerHeading = "%nExamples:%n",
    footer = {
      "  logtrail tail",
      "  logtrail tail --function orders --last 5",
      "  logtrail tail '\"connection reset\"'",
      "  logtrail tail --json | jq 'select(.outcome == \"timeout\") | .requestId'"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:nobody reads any more, as behind | head",
      "1:the server cannot be reached at the start, or has a problem",
      "2:the command was not understood",
      "130:stopped with Ctrl-C"
    })
final class TailCommand implements Callable<Integer> {
  private static final long FIRST_WAIT_MS = 500;
  private static final long LONGEST_WAIT_MS = 10_000;

  @Spec private CommandSpec spec;

  @Mixin private ServerOptions server;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "PATTERN",
      description =
          "only trails of which an event matches this CloudWatch Logs filter pattern (default:"
              + " all)")
  private String pattern;

  @Option(
      names = "--function",
      paramLabel = "F",
      description = "only trails of this function (default: of all)")
  private String function;

  @Option(
      names = "--last",
      paramLabel = "N",
      defaultValue = "0",
      description = "print this many of the newest trails first, up to 100 (default: 0)")
  private int last;

  @Override
  public Integer call() throws InterruptedException {
    if (last < 0 || last > ServerLimits.TAIL_LAST_TRAILS) {
      throw new ParameterException(
          spec.commandLine(),
          "--last is " + last + "; right would be 0 to " + ServerLimits.TAIL_LAST_TRAILS + ".");
    }
    PrintWriter err = spec.commandLine().getErr();
    try {
      if (function != null) {
        warnOfUnknown(err);
      }
      follow(err);
      return 0;
    } catch (ServerFault e) {
      err.println(pattern == null ? e.getMessage() : e.messageFor(pattern));
      return 1;
    }
  }

  /** A function that nothing is stored of may still come. */
  private void warnOfUnknown(PrintWriter err) throws InterruptedException {
    String warning = KnownFunctions.warning(server, function);
    if (warning != null) {
      err.println(warning + " What comes of it is printed.");
      err.flush();
    }
  }

  /**
   * Connects again and again until nobody reads what is printed. A server that says no is a fault,
   * and one never reached at all.
   */
  private void follow(PrintWriter err) throws ServerFault, InterruptedException {
    HttpClient http = server.newClient();
    String lastId = null;
    boolean everConnected = false;
    boolean complained = false;
    long waitMs = FIRST_WAIT_MS;
    while (true) {
      try (TailConnection connection = TailConnection.open(http, server, query(), lastId)) {
        everConnected = true;
        complained = false;
        waitMs = FIRST_WAIT_MS;
        try {
          if (!print(connection, err)) {
            return;
          }
        } finally {
          lastId = connection.lastId();
        }
      } catch (IOException e) {
        if (!everConnected) {
          throw ServerFault.unreachable(server.url(), e);
        }
      }
      if (!complained) {
        err.println("The connection has ended; connecting again, nothing is lost.");
        complained = true;
      }
      Thread.sleep(waitMs);
      waitMs = Math.min(2 * waitMs, LONGEST_WAIT_MS);
    }
  }

  /** Prints until the connection ends; false if nobody reads it any more. */
  private boolean print(TailConnection connection, PrintWriter err) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    for (ServerSentEvent e = connection.next(); e != null; e = connection.next()) {
      switch (e.name()) {
        case "trail" -> out.println(e.data());
        case "gone" -> {
          if (server.json()) {
            out.println(e.data());
          }
        }
        case "reset" -> err.println("Some changes were left out: " + e.data());
        case "stalled" -> err.println("Nothing comes for a while: " + e.data());
        default -> {
          // Kinds that a newer server may add, and those that are for lists on a page.
        }
      }
      if (OutputEnd.isReached(out)) {
        return false;
      }
    }
    return true;
  }

  private Map<String, String> query() {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("function", function);
    query.put("q", pattern);
    query.put("last", last == 0 ? null : Integer.toString(last));
    if (!server.json()) {
      query.put("format", "text");
      query.put("color", Ansi.AUTO.enabled() ? "true" : null);
      TerminalScreen.addZone(query);
    }
    return query;
  }
}
