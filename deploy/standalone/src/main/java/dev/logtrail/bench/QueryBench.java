package dev.logtrail.bench;

import dev.logtrail.job.DatabaseAccess;
import dev.logtrail.job.JobSettings;
import dev.logtrail.job.PlainLoop;
import dev.logtrail.store.Database;
import dev.logtrail.store.ListedTrail;
import dev.logtrail.store.TrailQuery;
import dev.logtrail.trail.Delivery;
import dev.logtrail.trail.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * {@code query}: questions over HTTP at some number of lines, spread over thirty days. Beside the
 * request by its id stands its floor: the same trail read by its key over JDBC.
 */
final class QueryBench {
  private static final long SPREAD_MS = Duration.ofDays(30).toMillis();
  private static final int IDS = 1_000;

  private Database database;
  private Client client;
  private long lines;

  /** Asks one question. */
  private interface Question {
    void ask() throws Exception;
  }

  /** Loads and measures; one row a question. */
  List<Figures> measure(RunningServer.Maker servers, long wanted, int turns, long seed)
      throws Exception {
    try (RunningServer server = servers.make();
        Database opened = Database.connect(server.settings())) {
      database = opened;
      client = new Client(server.uri());
      lines = load(server, wanted, seed);
      List<ListedTrail> some = some(new Random(seed));
      List<Figures> rows = new ArrayList<>();
      Random random = new Random(seed);
      rows.add(
          row(
              "floor: a trail by its key, JDBC",
              turns,
              () -> {
                ListedTrail t = some.get(random.nextInt(some.size()));
                database.reader().byTrailId(t.row().trailId(), t.row().day());
              }));
      rows.add(
          row(
              "request id to whole trail, HTTP",
              turns,
              () -> {
                ListedTrail t = some.get(random.nextInt(some.size()));
                client.get("/api/v1/trails/" + t.row().header().key().requestId());
              }));
      int few = Math.max(5, turns / 100);
      rows.add(row("newest 50 trails, HTTP", few, () -> client.get("/api/v1/trails")));
      String word = "/api/v1/trails?q=" + Client.encode("nowhere-to-be-found");
      rows.add(row("rare word, all, 3 s at most, HTTP", Math.min(few, 5), () -> client.get(word)));
      return rows;
    }
  }

  private long load(RunningServer server, long wanted, long seed) throws Exception {
    BenchData data = BenchData.spread(f -> true, 200, wanted, seed, SPREAD_MS);
    DatabaseAccess access = DatabaseAccess.of(server.settings());
    try (PlainLoop loop = new PlainLoop(access.writers(), JobSettings.of(1))) {
      for (byte[] payload : data.payloads()) {
        loop.take(
            new Delivery(Source.SUBSCRIPTION, "123456789012", "eu-west-1", payload),
            System.currentTimeMillis());
      }
      loop.flush();
    }
    return data.lines();
  }

  /** Requests from all over the thirty days. */
  private List<ListedTrail> some(Random random) {
    List<ListedTrail> some = new ArrayList<>();
    while (some.size() < IDS) {
      long before = BenchData.START + (long) (random.nextDouble() * SPREAD_MS) + 60_000;
      some.addAll(database.reader().list(query(before)).trails());
    }
    return some;
  }

  private static TrailQuery query(long before) {
    return new TrailQuery(
        null, null, null, null, before, List.of(), null, null, null, null, null, null, null, true,
        10, null);
  }

  private Figures row(String what, int turns, Question question) throws Exception {
    double[] ms = new double[turns];
    for (int i = -turns / 5; i < turns; i++) {
      long began = System.nanoTime();
      question.ask();
      if (i >= 0) {
        ms[i] = (System.nanoTime() - began) / 1e6;
      }
    }
    return new Figures("query")
        .with("lines", lines)
        .with("turns", turns)
        .with("p50 ms", Stats.percentile(ms, 50))
        .with("p95 ms", Stats.percentile(ms, 95))
        .with("p99 ms", Stats.percentile(ms, 99))
        .with("what", what);
  }
}
