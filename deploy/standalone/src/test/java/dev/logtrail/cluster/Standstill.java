package dev.logtrail.cluster;

import dev.logtrail.service.data.EmbeddedPostgresServer;
import dev.logtrail.service.kit.Await;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * For each fault, the longest time in which no flush was committed although something waited: how
 * long readers saw nothing new. Measured in the database, whose {@code change} rows carry times.
 */
final class Standstill {
  private static final Duration WITHIN = Duration.ofSeconds(60);
  private static final double MS_PER_S = 1_000.0;

  private final EmbeddedPostgresServer database;
  private final List<Row> rows = new ArrayList<>();

  private record Row(String fault, double tookS, double standstillS) {}

  /** A fault and what brings the cluster back. */
  @FunctionalInterface
  interface Fault {
    void strike() throws Exception;
  }

  Standstill(EmbeddedPostgresServer database) {
    this.database = database;
  }

  /** Strikes, waits until it is over and one more flush has come, and notes how long it took. */
  void during(String fault, Fault strike) throws Exception {
    long from = now();
    long began = System.nanoTime();
    strike.strike();
    double took = (System.nanoTime() - began) / 1e9;
    rows.add(new Row(fault, took, longestGap(from) / MS_PER_S));
  }

  private long now() throws Exception {
    return ask("select (extract(epoch from clock_timestamp()) * 1000)::int8");
  }

  private long longestGap(long from) throws Exception {
    return ask(
        """
        select coalesce(max(gap), 0)::int8 from (
          select (extract(epoch from at - lag(at, 1, to_timestamp(%d / 1000.0))
                   over (order by flush_no)) * 1000) as gap
            from (select flush_no, at from change where at >= to_timestamp(%d / 1000.0)
                  union all select 9223372036854775807, clock_timestamp()) c) gaps
        """
            .formatted(from, from));
  }

  /** Asks until the database answers: it may be what was struck. */
  private long ask(String sql) throws Exception {
    long[] answer = new long[1];
    Await.until(
        WITHIN,
        () -> sql,
        () -> {
          try {
            answer[0] = askOnce(sql);
            return true;
          } catch (SQLException e) {
            return false;
          }
        });
    return answer[0];
  }

  private long askOnce(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(database.settings().url());
        Statement statement = connection.createStatement();
        ResultSet rs = statement.executeQuery(sql)) {
      rs.next();
      return rs.getLong(1);
    }
  }

  /** The table for people. */
  String table() {
    StringBuilder table =
        new StringBuilder(
            "| fault | seconds until all tasks ran | seconds without a flush |\n|---|---|---|\n");
    for (Row row : rows) {
      table.append(
          String.format(
              Locale.ROOT, "| %s | %.1f | %.1f |%n", row.fault(), row.tookS(), row.standstillS()));
    }
    return table.toString();
  }
}
