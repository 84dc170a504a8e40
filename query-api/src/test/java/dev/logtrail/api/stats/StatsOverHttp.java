package dev.logtrail.api.stats;

import dev.logtrail.api.ApiSettings;
import dev.logtrail.api.kit.Server;
import dev.logtrail.store.change.ChangeFeed;
import dev.logtrail.store.postgres.EmbeddedDatabase;
import dev.logtrail.store.postgres.stats.RollupFigures;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;

/**
 * Measures statistics over HTTP: 30 days of 50 functions. Argument: requests (870,000, which are 10
 * million lines). Prints; asserts nothing.
 */
final class StatsOverHttp {
  private static final int TURNS = 200;
  private static final int WARM_UP = 50;

  private StatsOverHttp() {}

  public static void main(String[] args) throws Exception {
    int requests = args.length > 0 ? Integer.parseInt(args[0]) : 870_000;
    EmbeddedDatabase db = RollupFigures.filled(requests);
    Clock clock = Clock.fixed(Instant.parse("2026-11-20T00:01:00Z"), ZoneOffset.UTC);
    try (ChangeFeed feed = db.database().openChangeFeed();
        Server server =
            new Server(
                ApiSettings.loopback(0),
                db.database().reader(),
                feed,
                clock,
                db.database().stats(),
                StatsSettings.none())) {
      time(server, "/api/v1/stats?from=-30d&function=f7");
      time(server, "/api/v1/stats?from=-30d&function=f7&step=1h");
      time(server, "/api/v1/stats?from=-30d");
      time(server, "/api/v1/stats?from=-30d&step=12h");
      time(server, "/api/v1/stats?from=-30d&step=none");
      time(server, "/api/v1/stats?from=-30d&step=1d&bill=true");
      time(server, "/api/v1/functions");
    } finally {
      db.close();
    }
  }

  private static void time(Server server, String path) {
    double[] took = new double[TURNS];
    int bytes = 0;
    for (int i = -WARM_UP; i < TURNS; i++) {
      long began = System.nanoTime();
      bytes = server.get(path).body().length();
      if (i >= 0) {
        took[i] = (System.nanoTime() - began) / 1e6;
      }
    }
    Arrays.sort(took);
    System.out.printf(
        "%-46s %,10d bytes  p50 %6.1f ms  p95 %6.1f ms%n",
        path, bytes, took[TURNS / 2], took[TURNS * 95 / 100]);
  }
}
