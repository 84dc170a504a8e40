package dev.logtrail.bench;

import dev.logtrail.bench.data.WideFleet;
import dev.logtrail.bench.measure.Figures;
import dev.logtrail.bench.measure.Percentiles;
import dev.logtrail.bench.target.BenchClient;
import dev.logtrail.bench.target.TemporaryServer;
import dev.logtrail.job.assemble.AssembleSettings;
import dev.logtrail.job.database.DatabaseAccess;
import dev.logtrail.job.local.SingleThreadPipeline;
import dev.logtrail.store.TrailQuery;
import dev.logtrail.store.postgres.Database;
import dev.logtrail.store.postgres.RelationSize;
import dev.logtrail.trail.Delivery;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.TrailHeader;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * {@code store}: what a wide fleet of some days takes on disk, table by table and index by index,
 * and how long questions about it take. It is put into the store by the job's own stages in a plain
 * loop, without HTTP, inbox and Flink, which is the quickest way to fill many days.
 */
final class StoreBench {
  private static final long DAY_MS = Duration.ofDays(1).toMillis();
  private static final int FUNCTIONS = 1_900;
  private static final int IDS = 500;
  private static final int TURNS = 1_000;
  private static final int SLOW_TURNS = 40;

  private final TemporaryServer server;
  private final BenchClient client;
  private final Database database;
  private final int days;
  private final List<Figures> rows = new ArrayList<>();
  private long events;

  private StoreBench(TemporaryServer server, Database database, int days) {
    this.server = server;
    this.database = database;
    this.days = days;
    this.client = new BenchClient(server.uri());
  }

  /** Fills the store, if it is empty, and measures. */
  static List<Figures> measure(TemporaryServer server, long lines, int days, long seed)
      throws Exception {
    try (Database database = Database.connect(server.settings())) {
      StoreBench bench = new StoreBench(server, database, days);
      if (database.size().trails() == 0) {
        bench.fill(lines, seed);
      }
      bench.events = database.size().events();
      bench.settle();
      bench.sizes();
      bench.questions(seed);
      return bench.rows;
    }
  }

  /** The first moment of the oldest day; the youngest is yesterday. */
  private long start() {
    return System.currentTimeMillis() / DAY_MS * DAY_MS - days * DAY_MS;
  }

  private void fill(long lines, long seed) {
    DatabaseAccess access = DatabaseAccess.of(server.settings());
    try (SingleThreadPipeline loop =
        new SingleThreadPipeline(access.writers().get(), AssembleSettings.DEFAULT)) {
      for (int day = 0; day < days; day++) {
        WideFleet fleet =
            WideFleet.day(lines / days, FUNCTIONS, start() + day * DAY_MS, seed * 1_000 + day);
        for (byte[] payload : fleet.payloads()) {
          loop.take(
              new Delivery(Source.SUBSCRIPTION, "123456789012", "eu-west-1", payload),
              System.currentTimeMillis());
        }
        loop.flush();
        settle();
      }
    }
  }

  /** Does what the background would do until the next day, or within minutes. */
  private void settle() {
    database.rollups().run();
    while (database.bloomCompactor(Clock.systemUTC()).run() > 0) {
      continue;
    }
    database.vacuum();
    database.dayCompactorAtOnce(Clock.systemUTC()).run();
    database.vacuum();
  }

  private void sizes() {
    long all = 0;
    for (RelationSize relation : database.relations()) {
      size(relation.table(), relation.index() == null ? "" : relation.index(), relation.bytes());
      all += relation.bytes();
    }
    size("all", "", all);
  }

  private void size(String table, String index, long bytes) {
    rows.add(
        new Figures("store")
            .with("events", events)
            .with("MB", bytes / 1e6)
            .with("B/event", (double) bytes / events)
            .with("table", table)
            .with("index", index));
  }

  private void questions(long seed) throws Exception {
    Random random = new Random(seed);
    List<TrailHeader> some = some(random);
    long dayAgo = start() + (days - 1) * DAY_MS;
    row("request id to whole trail", TURNS, () -> client.get("/api/v1/trails/" + id(some, random)));
    row("newest 50 trails", TURNS / 5, () -> client.get("/api/v1/trails"));
    row("newest 50 of a function", TURNS / 5, () -> client.get(list(some, random, "")));
    row("failed of a function", TURNS / 5, () -> client.get(list(some, random, "&level=ERROR")));
    row("failed, all functions", TURNS / 5, () -> client.get("/api/v1/trails?outcome=timeout"));
    row("rare word, everything", TURNS / 5, () -> client.get(search(id(some, random))));
    row(
        "statistics of all functions, one day",
        SLOW_TURNS,
        () -> client.get(statistics(dayAgo, DAY_MS)));
    row(
        "statistics of all functions, " + days + " days",
        SLOW_TURNS,
        () -> client.get(statistics(start(), days * DAY_MS)));
    row(
        "statistics of a function, " + days + " days by hour",
        SLOW_TURNS,
        () ->
            client.get(
                "/api/v1/stats?step=1h&function="
                    + some.get(random.nextInt(some.size())).functionName()
                    + span(start(), days * DAY_MS)));
  }

  private static String id(List<TrailHeader> some, Random random) {
    return some.get(random.nextInt(some.size())).key().requestId();
  }

  private static String list(List<TrailHeader> some, Random random, String filter) {
    return "/api/v1/trails?function="
        + some.get(random.nextInt(some.size())).functionName()
        + filter;
  }

  /** A part of a request id stands in one trail. */
  private static String search(String id) {
    return "/api/v1/trails?q=" + id.substring(id.lastIndexOf('-') + 1);
  }

  private static String statistics(long from, long ms) {
    return "/api/v1/stats?groupBy=function" + span(from, ms);
  }

  private static String span(long from, long ms) {
    return "&from=" + from + "&to=" + (from + ms);
  }

  /** Requests from all over the days. */
  private List<TrailHeader> some(Random random) {
    List<TrailHeader> some = new ArrayList<>();
    while (some.size() < IDS) {
      long before = start() + (long) (random.nextDouble() * days * DAY_MS) + 60_000;
      TrailQuery query = TrailQuery.builder().between(null, before).limit(5).build();
      database.reader().list(query).trails().forEach(t -> some.add(t.row().header()));
    }
    return some;
  }

  private interface Question {
    void ask() throws Exception;
  }

  private void row(String what, int turns, Question question) throws Exception {
    double[] ms = new double[turns];
    for (int i = -turns / 5; i < turns; i++) {
      long began = System.nanoTime();
      question.ask();
      if (i >= 0) {
        ms[i] = (System.nanoTime() - began) / 1e6;
      }
    }
    rows.add(
        new Figures("store")
            .with("events", events)
            .with("p50 ms", Percentiles.percentile(ms, 50))
            .with("p95 ms", Percentiles.percentile(ms, 95))
            .with("p99 ms", Percentiles.percentile(ms, 99))
            .with("what", what));
  }
}
