package dev.logtrail.store.postgres;

import static dev.logtrail.store.SampleTrails.T0;
import static dev.logtrail.store.SampleTrails.stream;
import static dev.logtrail.store.SampleTrails.trail;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.pattern.RequiredTokens;
import dev.logtrail.store.Flush;
import dev.logtrail.store.SampleTrails;
import dev.logtrail.store.TestClock;
import dev.logtrail.store.TrailQuery;
import dev.logtrail.store.TrailReader;
import dev.logtrail.store.TrailWrite;
import dev.logtrail.store.TrailWriter;
import dev.logtrail.store.change.ChangeFeed;
import dev.logtrail.store.inbox.Inbox;
import dev.logtrail.store.stats.StatsQuery;
import dev.logtrail.store.upkeep.RetentionLimits;
import dev.logtrail.trail.Delivery;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.TrailKey;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What is asked often reads by an index, on connections that asked it before while every table was
 * empty: their plans are made anew once the tables have grown. The server counts the rows that were
 * read from end to end.
 */
final class PlansIT {
  private static final int TRAILS = 8_000;
  private static final int STREAMS = 3_000;
  private static final int INBOX = 4_000;

  /** As often as a statement must be asked for its plan to be kept, and some more. */
  private static final int TIMES = 12;

  /** Of small tables, such as the names of functions, all may be read. */
  private static final String[] BY_INDEX = {
    "trail",
    "trail_segment",
    "inbox",
    "change",
    "log_stream",
    "invocation_rollup",
    "invocation_rollup_hour"
  };

  private static final long HOUR_MS = 3_600_000;

  private final EmbeddedDatabase db = new EmbeddedDatabase();
  private final TestClock clock = new TestClock("2026-11-20T10:00:00Z");
  private Inbox inbox;
  private TrailWriter writer;
  private ChangeFeed feed;

  @BeforeEach
  void open() {
    db.open();
    inbox = db.database().openInbox();
    writer = db.database().openWriter(clock);
    feed = db.database().openChangeFeed();
  }

  @AfterEach
  void close() {
    db.close();
  }

  @Test
  void tables_that_have_grown_are_read_by_index() throws Exception {
    db.execute("vacuum (analyze)");
    for (int i = 0; i < TIMES; i++) {
      askEverything(0);
    }
    grow();

    assertThat(db.database().grownTables().run()).isPositive();
    assertThat(db.database().grownTables().run()).isZero();
    for (int i = 0; i < TIMES; i++) {
      askEverything(i);
    }

    // A server process tells what it has read when it ends.
    feed.close();
    writer.close();
    inbox.close();
    db.database().close();
    Map<String, Long> read = readFromEndToEnd();
    assertThat(read).containsKeys(BY_INDEX);
    for (String table : BY_INDEX) {
      assertThat(read.get(table)).as("rows of %s read from end to end", table).isLessThan(6_000);
    }
  }

  @Test
  void a_table_that_does_not_grow_is_left_alone() {
    db.execute("vacuum (analyze)");

    assertThat(db.database().grownTables().run()).isZero();
  }

  private void grow() {
    List<TrailWrite> writes = new ArrayList<>();
    for (int i = 0; i < TRAILS; i++) {
      long start = T0 + i * 1_000L;
      writes.add(trail(writer, key(i)).start(start).traceId("1-trace-" + i).lines(1).write());
      if (writes.size() == 400) {
        writer.flush(flush(writes));
        db.database().rollups().run();
        db.database().grownTables().run();
        writes.clear();
      }
    }
    db.execute(
        "insert into inbox (writer, seq, source, account, region, body)"
            + " select 70, s, 0, 'a', 'r', repeat('x', 300)::bytea from generate_series(1, "
            + INBOX
            + ") s");
    db.execute(
        "insert into change (flush_no, at, trails) select s, now(), repeat('x', 300)::bytea"
            + " from generate_series(-20000, -10000) s");
  }

  private static Flush flush(List<TrailWrite> writes) {
    return new Flush(List.copyOf(writes), List.of(), List.of(), List.of(), Map.of());
  }

  private static TrailKey key(int i) {
    LogStream s = stream("f" + i % 500, "s" + i % STREAMS);
    return TrailKey.request(s, "request-" + i, 1);
  }

  private void askEverything(int i) {
    read(i);
    follow();
    write(i);
    db.database().rollups().run();
    db.database().housekeeping(clock, RetentionLimits.ofTrails(Duration.ofDays(60))).run();
  }

  private void read(int i) {
    TrailReader reader = db.database().reader();
    reader.request("request-" + 7 * i);
    reader.list(TrailQuery.builder().limit(20).build());
    reader.list(TrailQuery.builder().function("f7").limit(20).build());
    reader.list(TrailQuery.builder().between(T0, T0 + HOUR_MS).limit(20).build());
    reader.list(TrailQuery.builder().traceId("1-trace-" + 7 * i).limit(20).build());
    reader.list(TrailQuery.builder().logStream(key(i).stream().logStream()).limit(20).build());
    reader.list(TrailQuery.builder().kind("environment").limit(20).build());
    RequiredTokens word = RequiredTokens.wordsOf("request", true, true);
    reader.candidates(word, T0, T0 + HOUR_MS);
    db.database().stats().cells(new StatsQuery("f7", null, null, T0, T0 + HOUR_MS, null, false));
  }

  private void follow() {
    feed.after(feed.latest() - 1, 10);
    feed.oldest();
    inbox.read(Map.of(70, INBOX - 10L), 100, 1 << 20);
    inbox.put(new Delivery(Source.SUBSCRIPTION, "a", "r", new byte[100]));
  }

  private void write(int i) {
    LogStream some = stream("f" + i, "s" + i);
    writer.smallStreams(List.of(some, stream("f" + i, "other-" + i)));
    writer.streamContext(some, T0, T0 + HOUR_MS, Set.of("request-" + i), 2);
    TrailWrite open = trail(writer, "open-" + i).open().write();
    writer.flush(SampleTrails.flush(open));
    writer.flush(SampleTrails.flush(trail(writer, "open-" + i).as(open.row()).write()));
    writer.flush(SampleTrails.delete(open.row()));
  }

  private Map<String, Long> readFromEndToEnd() throws SQLException {
    String sql =
        """
        select regexp_replace(relname, '_[0-9]{8}_[0-9]{8}$', ''), sum(seq_tup_read)::int8
          from pg_stat_user_tables group by 1
        """;
    Map<String, Long> read = new TreeMap<>();
    try (Connection connection = DriverManager.getConnection(db.url());
        Statement statement = connection.createStatement();
        ResultSet rs = statement.executeQuery(sql)) {
      while (rs.next()) {
        read.put(rs.getString(1), rs.getLong(2));
      }
    }
    return read;
  }
}
