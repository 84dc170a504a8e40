package dev.logtrail.bench;

import dev.logtrail.bench.measure.Figures;
import dev.logtrail.bench.target.Peer;
import dev.logtrail.bench.target.TemporaryPostgres;
import dev.logtrail.bench.target.TemporaryServer;
import dev.logtrail.ingest.aws.AwsAccess;
import java.io.PrintWriter;
import java.util.function.Supplier;

/** Runs measurements and prints them, as tables or as JSON lines. */
public final class Bench {
  private static final int[] PARSER_EVENTS = {1, 20, 200};
  private static final int[] PIPELINE_EVENTS = {1, 16, 20, 200, 1_000};
  private static final int[] KINESIS_EVENTS = {16, 200};
  private static final int[] INGEST_EVENTS = {1, 16, 20, 200, 1_000};

  private final PrintWriter out;
  private final boolean json;
  private final int[] events;

  /**
   * Prints to {@code out}: a JSON object a line, or tables.
   *
   * @param events numbers of events a payload to measure with; null for each bench's own
   */
  public Bench(PrintWriter out, boolean json, int[] events) {
    this.out = out;
    this.json = json;
    this.events = events;
  }

  /** Measures {@code parser} in both formats, at 1, 20 and 200 events a payload. */
  public void parser(long lines, int rounds, long seed) throws Exception {
    boolean first = true;
    for (boolean jsonFormat : new boolean[] {false, true}) {
      for (int n : events == null ? PARSER_EVENTS : events) {
        ParserBench.measure(jsonFormat, n, lines, rounds, seed).print(out, json, first);
        first = false;
      }
    }
  }

  /** Measures {@code live}. */
  public void live(Supplier<TemporaryServer> servers, int probes, long seed) throws Exception {
    new LiveBench().measure(servers, probes, seed).print(out, json, true);
  }

  /** Measures {@code query}. */
  public void query(Supplier<TemporaryServer> servers, long lines, int turns, long seed)
      throws Exception {
    Figures.print(new QueryBench().measure(servers, lines, turns, seed), out, json);
  }

  /** Measures {@code ingest} at 1, 16, 20, 200 and 1,000 events a request. */
  public void ingest(Supplier<TemporaryServer> servers, long lines, int rounds, long seed)
      throws Exception {
    boolean first = true;
    for (int n : events == null ? INGEST_EVENTS : events) {
      new IngestBench().measure(servers, n, lines, rounds, seed).print(out, json, first);
      first = false;
    }
  }

  /** Measures {@code ingest} from a Kinesis emulator. */
  public void kinesis(AwsAccess access, long lines, int rounds, long seed) throws Exception {
    boolean first = true;
    for (int n : events == null ? KINESIS_EVENTS : events) {
      new KinesisBench(access, 1).measure(n, lines, rounds, seed).print(out, json, first);
      first = false;
    }
  }

  /**
   * Measures {@code wide}: rounds, then where their CPU went, then the peer.
   *
   * @param ways payloads a request, 1 or 66; null for both
   * @param peer what gets the same events; null for nothing
   */
  public void wide(
      Supplier<TemporaryServer> servers, Peer peer, int[] ways, long lines, int rounds, long seed)
      throws Exception {
    Figures.print(new WideBench(peer).measure(servers, ways, lines, rounds, seed), out, json);
  }

  /** Measures {@code cluster}: all in one process beside 1, 2 and 4 slots. */
  public void cluster(long lines, int rounds, long seed) throws Exception {
    boolean[] first = {true};
    new ClusterBench(
            row -> {
              row.print(out, json, first[0]);
              first[0] = false;
            })
        .measure(lines, rounds, seed);
  }

  /** Measures {@code store}: sizes, then questions. */
  public void store(Supplier<TemporaryServer> servers, long lines, int days, long seed)
      throws Exception {
    try (TemporaryServer server = servers.get()) {
      Figures.print(StoreBench.measure(server, lines, days, seed), out, json);
    }
  }

  /** Measures {@code pipeline} at 1, 16, 20, 200 and 1,000 events a payload. */
  public void pipeline(Supplier<TemporaryPostgres> stores, long lines, int rounds, long seed)
      throws Exception {
    PipelineBench bench = new PipelineBench(stores, 1);
    boolean first = true;
    for (int n : events == null ? PIPELINE_EVENTS : events) {
      bench.measure(n, lines, rounds, seed).print(out, json, first);
      first = false;
    }
  }
}
