package dev.logtrail.cli;

import dev.logtrail.bench.Bench;
import dev.logtrail.bench.scale.ScaleReport;
import dev.logtrail.bench.target.Peer;
import dev.logtrail.bench.target.TemporaryPostgres;
import dev.logtrail.bench.target.TemporaryServer;
import dev.logtrail.ingest.aws.AwsAccess;
import dev.logtrail.ingest.aws.AwsCallException;
import dev.logtrail.service.settings.UserError;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code logtrail bench}: figures with their floors. */
@Command(
    name = "bench",
    description = "Measures parts of Logtrail, each beside its floor in the same run.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "parser: gzip payload to closed trails in one thread; its floor is gunzip and Jackson"
          + " streaming over the same bytes.",
      "",
      "pipeline: payloads through the job into PostgreSQL, committed; its floor is the same parts"
          + " in a plain loop.",
      "ingest: the same through POST /ingest/subscription, one payload a request, all CPU counted.",
      "ingest --source kinesis: the same from a Kinesis emulator (--endpoint); its floor is a loop"
          + " of GetRecords with the parts of the job.",
      "wide: a day of many functions and short-lived environments through the same door, with a"
          + " live tail beside it; then look-ups and statistics, and where the CPU of an event"
          + " went. With --beside also what another program does with the same events.",
      "cluster: the same door with all in one process, and beside a Flink cluster of 1, 2 and 4"
          + " slots, each process with its CPU.",
      "live: from the acknowledged POST to the event on a live tail, beside a thousand lines a"
          + " second.",
      "query: questions over HTTP, at lines spread over 30 days.",
      "store: what a wide fleet of some days takes on disk, by table and index, and questions about"
          + " it.",
      "scale: what large installations would take, worked out from measured costs:"
          + " deploy/SCALE.md.",
      "",
      "Example:",
      "  logtrail bench pipeline --lines 1000000",
      "  logtrail bench ingest --source kinesis --endpoint http://127.0.0.1:4568"
    })
final class BenchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      defaultValue = "parser",
      description =
          "What to measure: parser (default), pipeline, ingest, wide, cluster, live, query, store,"
              + " scale.")
  private String what;

  @Option(
      names = "--lines",
      description =
          "Log lines a measurement (default: 200000 for parser, 300000 for pipeline, ingest, wide,"
              + " cluster and store, 500000 for query).")
  private Long lines;

  @Option(
      names = "--rounds",
      description =
          "Rounds (default: 24 for parser, of which the first third warms up; 3 for pipeline,"
              + " ingest, wide and cluster, whose first round begins with a new server); probes of"
              + " live (300); turns of query (2000).")
  private Integer rounds;

  @Option(
      names = "--events",
      split = ",",
      paramLabel = "N",
      description =
          "Events a payload, such as 20,200 (default: 1,20,200 for parser; the others"
              + " 1,16,20,200,1000).")
  private int[] events;

  @Option(
      names = "--payloads",
      split = ",",
      paramLabel = "N",
      description = "Payloads a request for wide, 1 or 66 (default: 66,1).")
  private int[] payloads;

  @Option(
      names = "--beside",
      paramLabel = "URL",
      description =
          "A VictoriaLogs, or another Logtrail, on this machine that after the rounds of wide gets"
              + " the same events, in turn with a Logtrail in a process of its own, such as"
              + " http://127.0.0.1:9428. It should be empty and keep days as old as the fleet's,"
              + " 2026-11-18.")
  private URI beside;

  @Option(
      names = "--beside-pid",
      split = ",",
      paramLabel = "PID",
      description = "The processes of --beside, whose CPU is read with that of their children.")
  private List<Long> besidePids;

  @Option(
      names = "--source",
      defaultValue = "subscription",
      description =
          "Where the lines of ingest come from: subscription, kinesis (default: ${DEFAULT-VALUE}).")
  private String source;

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:4568",
      description =
          "The Kinesis emulator, such as kinesis-local (default: ${DEFAULT-VALUE}). Streams are"
              + " made and deleted there.")
  private URI endpoint;

  @Option(
      names = "--days",
      defaultValue = "1",
      description = "Days over which store spreads its lines, up to yesterday (default: 1).")
  private int days;

  @Option(
      names = "--keep",
      paramLabel = "DIR",
      description =
          "A directory in which store keeps its data, to be measured again without filling.")
  private Path keep;

  @Option(names = "--seed", defaultValue = "1", description = "Decides the data (default: 1).")
  private long seed;

  @Option(names = "--json", description = "Prints JSON, one object a line.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Bench bench = new Bench(spec.commandLine().getOut(), json, events());
    switch (what) {
      case "parser" -> bench.parser(lines(200_000, 1_000), rounds(24, 3), seed);
      case "pipeline" ->
          bench.pipeline(TemporaryPostgres::start, lines(300_000, 10_000), rounds(3, 1), seed);
      case "ingest" -> ingest(bench);
      case "wide" ->
          bench.wide(
              TemporaryServer::start,
              peer(),
              payloads(),
              lines(300_000, 10_000),
              rounds(3, 1),
              seed);
      case "cluster" -> bench.cluster(lines(300_000, 10_000), rounds(3, 1), seed);
      case "live" -> bench.live(TemporaryServer::start, rounds(300, 20), seed);
      case "query" ->
          bench.query(TemporaryServer::start, lines(500_000, 10_000), rounds(2_000, 100), seed);
      case "store" ->
          bench.store(
              keep == null ? TemporaryServer::start : () -> TemporaryServer.in(keep),
              lines(300_000, 10_000),
              days(),
              seed);
      case "scale" -> ScaleReport.write(spec.commandLine().getOut());
      default ->
          throw new UserError(
              "nothing to measure is called '"
                  + what
                  + "'; right would be: parser, pipeline, ingest, wide, cluster, live, query,"
                  + " store, scale");
    }
    return 0;
  }

  private void ingest(Bench bench) throws Exception {
    switch (source) {
      case "subscription" ->
          bench.ingest(TemporaryServer::start, lines(300_000, 1_000), rounds(3, 1), seed);
      case "kinesis" -> {
        if (endpoint.getHost() == null) {
          throw new UserError(
              "--endpoint is '"
                  + endpoint
                  + "'; right would be a URL such as http://127.0.0.1:4568");
        }
        try {
          AwsAccess access = new AwsAccess("us-east-1", endpoint, null, null);
          bench.kinesis(access, lines(100_000, 1_000), rounds(3, 1), seed);
        } catch (AwsCallException e) {
          throw new UserError(
              "--endpoint %s: %s. Right would be an emulator: npx kinesis-local, or --endpoint of another"
                  .formatted(endpoint, e.getMessage()),
              e);
        }
      }
      default ->
          throw new UserError(
              "--source is '" + source + "'; right would be subscription or kinesis");
    }
  }

  private Peer peer() throws InterruptedException {
    if ((beside == null) != (besidePids == null)) {
      throw new UserError("--beside and --beside-pid go together: an address and its processes");
    }
    if (beside == null) {
      return null;
    }
    if (beside.getHost() == null || beside.getPort() < 0) {
      throw new UserError(
          "--beside is '" + beside + "'; right would be a URL such as http://127.0.0.1:9428");
    }
    try {
      return Peer.at(beside.resolve("/"), besidePids);
    } catch (IOException e) {
      throw new UserError("--beside: nothing answers at " + beside, e);
    } catch (IllegalStateException e) {
      throw new UserError("--beside %s: %s".formatted(beside, e.getMessage()), e);
    }
  }

  private int[] events() {
    for (int n : events == null ? new int[0] : events) {
      if (n < 1 || n > 10_000) {
        throw new UserError("--events is " + n + "; right would be 1 to 10000");
      }
    }
    return events;
  }

  private int[] payloads() {
    for (int n : payloads == null ? new int[0] : payloads) {
      if (n != 1 && n != 66) {
        throw new UserError("--payloads is " + n + "; right would be 1, 66 or 66,1");
      }
    }
    return payloads;
  }

  private int days() {
    if (days < 1 || days > 45) {
      throw new UserError("--days is " + days + "; right would be 1 to 45");
    }
    return days;
  }

  private long lines(long usual, long least) {
    if (lines != null && lines < least) {
      throw new UserError("--lines is " + lines + "; right would be " + least + " or more");
    }
    return lines == null ? usual : lines;
  }

  private int rounds(int usual, int least) {
    if (rounds != null && rounds < least) {
      throw new UserError("--rounds is " + rounds + "; right would be " + least + " or more");
    }
    return rounds == null ? usual : rounds;
  }
}
