package dev.logtrail.bench;

import dev.logtrail.bench.data.BenchData;
import dev.logtrail.bench.measure.Figures;
import dev.logtrail.bench.measure.PageCache;
import dev.logtrail.bench.measure.Percentiles;
import dev.logtrail.bench.target.BenchClient;
import dev.logtrail.bench.target.TemporaryServer;
import dev.logtrail.job.assemble.AssembleSettings;
import dev.logtrail.job.database.DatabaseAccess;
import dev.logtrail.job.local.SingleThreadPipeline;
import dev.logtrail.store.ListedTrail;
import dev.logtrail.store.TrailQuery;
import dev.logtrail.store.postgres.Database;
import dev.logtrail.trail.Delivery;
import dev.logtrail.trail.Source;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * {@code query}: questions over HTTP at some number of lines, spread over thirty days. Beside the
 * request by its id stands its floor: the same trail read by its key over JDBC.
 */
final class QueryBench {
  private static final long SPREAD_MS = Duration.ofDays(30).toMillis();
  private static final long DAY_MS = Duration.ofDays(1).toMillis();
  private static final long HOUR_MS = Duration.ofHours(1).toMillis();
  private static final int FUNCTIONS = 50;
  private static final int IDS = 1_000;
  private static final List<String> COLD =
      List.of(
          "request id to whole trail, HTTP",
          "rare word, everything, HTTP",
          "dashboard of " + FUNCTIONS + " functions, 30 days, HTTP");

  private Database database;
  private BenchClient client;
  private long lines;

  /** The oldest day; the youngest is today: each has a partition of its own. */
  private final long start = System.currentTimeMillis() / DAY_MS * DAY_MS - SPREAD_MS;

  /** Asks one question. */
  private interface Question {
    void ask() throws Exception;
  }

  /** Loads and measures; one row a question. */
  List<Figures> measure(Supplier<TemporaryServer> servers, long wanted, int turns, long seed)
      throws Exception {
    try (TemporaryServer server = servers.get();
        Database opened = Database.connect(server.settings())) {
      database = opened;
      client = new BenchClient(server.uri());
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
      int few = Math.max(20, turns / 10);
      rows.add(row("newest 50 trails, HTTP", few, () -> client.get("/api/v1/trails")));
      rows.addAll(searches(some, few, random));
      rows.addAll(dashboards(some, few, random));
      rows.addAll(cold(server, some));
      return rows;
    }
  }

  /** Words that stand in one trail each: a part of its request id. */
  private List<Figures> searches(List<ListedTrail> some, int turns, Random random)
      throws Exception {
    return List.of(
        row(
            "rare word, one function, one hour, HTTP",
            turns,
            () -> {
              ListedTrail t = some.get(random.nextInt(some.size()));
              long hour = t.row().header().startedAt() / HOUR_MS * HOUR_MS;
              found(
                  search(t)
                      + "&function="
                      + t.row().header().functionName()
                      + "&from="
                      + hour
                      + "&to="
                      + (hour + HOUR_MS));
            }),
        row(
            "rare word, everything, HTTP",
            turns,
            () -> found(search(some.get(random.nextInt(some.size()))))),
        row(
            "word that is nowhere, everything, HTTP",
            turns,
            () -> client.get("/api/v1/trails?q=nowhere" + random.nextInt(1_000_000))));
  }

  private static String search(ListedTrail t) {
    String id = t.row().header().key().requestId();
    return "/api/v1/trails?q=" + id.substring(id.lastIndexOf('-') + 1);
  }

  private void found(String path) throws Exception {
    String answer = client.text(path);
    if (!answer.contains("\"requestId\"") || !answer.contains("\"complete\":true")) {
      throw new IllegalStateException(path + " did not find its trail: " + answer);
    }
  }

  private List<Figures> dashboards(List<ListedTrail> some, int turns, Random random)
      throws Exception {
    String days = "/api/v1/stats?from=" + start + "&to=" + (start + SPREAD_MS);
    return List.of(
        row(
            "dashboard of one function, 30 days, HTTP",
            turns,
            () -> {
              ListedTrail t = some.get(random.nextInt(some.size()));
              client.get(days + "&step=6h&function=" + t.row().header().functionName());
            }),
        row(
            "dashboard of " + FUNCTIONS + " functions, 30 days, HTTP",
            turns,
            () -> client.get(month())));
  }

  /** The first question after a restart, with nothing of the store in memory. */
  private List<Figures> cold(TemporaryServer server, List<ListedTrail> some) throws Exception {
    List<Figures> rows = new ArrayList<>();
    for (int i = 0; i < COLD.size(); i++) {
      server.restart();
      client = new BenchClient(server.uri());
      String cold = PageCache.drop() ? "cold" : "after a restart";
      ListedTrail trail = some.get(i);
      String path = i == 0 ? "/api/v1/trails/" + id(trail) : i == 1 ? search(trail) : month();
      rows.add(once(cold + ": " + COLD.get(i), () -> client.get(path)));
    }
    return rows;
  }

  private static String id(ListedTrail trail) {
    return trail.row().header().key().requestId();
  }

  private String month() {
    return "/api/v1/stats?from="
        + start
        + "&to="
        + (start + SPREAD_MS)
        + "&step=1d&groupBy=function";
  }

  private Figures once(String what, Question question) throws Exception {
    return measured(what, 1, 0, question);
  }

  private long load(TemporaryServer server, long wanted, long seed) throws Exception {
    BenchData data = BenchData.spread(FUNCTIONS, wanted, seed, start, SPREAD_MS);
    DatabaseAccess access = DatabaseAccess.of(server.settings());
    try (SingleThreadPipeline loop =
        new SingleThreadPipeline(access.writers().get(), AssembleSettings.DEFAULT)) {
      for (byte[] payload : data.payloads()) {
        loop.take(
            new Delivery(Source.SUBSCRIPTION, "123456789012", "eu-west-1", payload),
            System.currentTimeMillis());
      }
      loop.flush();
    }
    database.rollups().run();
    database.bloomCompactor(Clock.systemUTC()).run();
    return data.lines();
  }

  /** Requests from all over the thirty days. */
  private List<ListedTrail> some(Random random) {
    List<ListedTrail> some = new ArrayList<>();
    while (some.size() < IDS) {
      long before = start + (long) (random.nextDouble() * SPREAD_MS) + 60_000;
      some.addAll(database.reader().list(query(before)).trails());
    }
    return some;
  }

  private static TrailQuery query(long before) {
    return TrailQuery.builder().between(null, before).limit(10).build();
  }

  private Figures row(String what, int turns, Question question) throws Exception {
    return measured(what, turns, turns / 5, question);
  }

  private Figures measured(String what, int turns, int warmUp, Question question) throws Exception {
    double[] ms = new double[turns];
    for (int i = -warmUp; i < turns; i++) {
      long began = System.nanoTime();
      question.ask();
      if (i >= 0) {
        ms[i] = (System.nanoTime() - began) / 1e6;
      }
    }
    return new Figures("query")
        .with("lines", lines)
        .with("turns", turns)
        .with("p50 ms", Percentiles.percentile(ms, 50))
        .with("p95 ms", Percentiles.percentile(ms, 95))
        .with("p99 ms", Percentiles.percentile(ms, 99))
        .with("what", what);
  }
}
