package dev.logtrail.cli.client;

import java.util.Map;
import picocli.CommandLine.Option;

/** Which requests a command asks for: the options that {@code search} and {@code stats} share. */
public final class FilterOptions {

  @Option(
      names = "--function",
      paramLabel = "F",
      description = "only requests of this function (default: of all)")
  private String function;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description =
          "started at this time or later: -7d, 2026-11-20, 2026-11-20T10:00Z"
              + " (default: -1d for stats, no limit for search)")
  private String from;

  @Option(names = "--to", paramLabel = "TIME", description = "started before this time")
  private String to;

  /** Adds what was given to a query, under the names that the API has for it. */
  public void addTo(Map<String, String> query) {
    query.put("function", function);
    query.put("from", from);
    query.put("to", to);
  }

  /** What to say if nothing is stored of the function that was given; null if there is nothing. */
  public String warningOfUnknownFunction(ServerOptions server) throws InterruptedException {
    return function == null ? null : KnownFunctions.warning(server, function);
  }
}
