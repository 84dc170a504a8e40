package dev.logtrail.store.postgres.day;

import static dev.logtrail.store.SampleTrails.T0;
import static dev.logtrail.store.SampleTrails.delete;
import static dev.logtrail.store.SampleTrails.event;
import static dev.logtrail.store.SampleTrails.events;
import static dev.logtrail.store.SampleTrails.flush;
import static dev.logtrail.store.SampleTrails.stream;
import static dev.logtrail.store.SampleTrails.trail;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.pattern.FilterPattern;
import dev.logtrail.store.SearchCandidates;
import dev.logtrail.store.StoredTrail;
import dev.logtrail.store.TestClock;
import dev.logtrail.store.TrailQuery;
import dev.logtrail.store.TrailReader;
import dev.logtrail.store.TrailRow;
import dev.logtrail.store.TrailWrite;
import dev.logtrail.store.TrailWriter;
import dev.logtrail.store.postgres.EmbeddedDatabase;
import dev.logtrail.store.postgres.jdbc.Locks;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailKey;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Days that are written anew answer as before, and while that goes on. */
final class DayCompactorIT {
  @RegisterExtension static final EmbeddedDatabase DB = new EmbeddedDatabase();

  private static final int TRAILS = 1_000;
  private static final int FUNCTIONS = 40;
  private static final int A_FLUSH = 200;

  private final TestClock clock = new TestClock("2026-11-21T10:00:00Z");
  private final TrailReader reader = DB.database().reader();
  private final Map<String, TrailWrite> stored = new HashMap<>();
  private TrailWriter writer;

  @BeforeEach
  void open() {
    DB.clear();
    DB.execute("update day_partition set compacted_bytes = null, blooms_due = false");
    writer = DB.database().openWriter(clock);
    fill();
  }

  @AfterEach
  void close() {
    writer.close();
  }

  /** Of many functions, in the order of time; some are open, some large. */
  private void fill() {
    Random random = new Random(7);
    List<TrailWrite> writes = new ArrayList<>();
    for (int i = 0; i < TRAILS; i++) {
      int function = random.nextInt(FUNCTIONS);
      TrailKey key = TrailKey.request(stream("f" + function, "s" + function), "r" + i, 1);
      List<TrailEvent> lines = events("r" + i, T0 + i * 1_000L, 4);
      var builder = trail(writer, key).start(T0 + i * 1_000L);
      if (i % 50 == 3) {
        builder.open();
      } else if (i % 50 == 4) {
        lines.add(event(T0 + i * 1_000L + 70, ("large" + i + " ").repeat(2_000), 9));
      }
      writes.add(builder.events(lines).write());
      stored.put("r" + i, writes.get(writes.size() - 1));
      if (writes.size() == A_FLUSH) {
        writer.flush(flush(writes.toArray(TrailWrite[]::new)));
        writes.clear();
      }
    }
  }

  private int compact() {
    return DB.database().dayCompactorAtOnce(clock).run();
  }

  /** The server's own vacuum may be in the way at a moment. */
  private static void assertCompacted(IntSupplier compactor) {
    int done = 0;
    for (int i = 0; i < 10 && done == 0; i++) {
      done = compactor.getAsInt();
    }
    assertThat(done).isEqualTo(1);
  }

  private List<TrailEvent> read(String requestId) {
    List<TrailEvent> all = new ArrayList<>();
    for (StoredTrail trail : reader.byRequestId(requestId)) {
      trail.segments().forEach(s -> all.addAll(s.events()));
    }
    return all;
  }

  private List<TrailRow> listed() {
    return reader
        .list(TrailQuery.builder().limit(TRAILS).build(), SearchCandidates.all())
        .trails()
        .stream()
        .map(t -> t.row())
        .toList();
  }

  private static long number(String select) throws SQLException {
    try (Connection connection = DriverManager.getConnection(DB.url());
        Statement statement = connection.createStatement();
        ResultSet rs = statement.executeQuery("select " + select)) {
      rs.next();
      return rs.getLong(1);
    }
  }

  private void assertAllAsWritten() {
    stored.forEach(
        (id, write) -> assertThat(read(id)).as(id).isEqualTo(write.segments().get(0).events()));
  }

  @Test
  void a_day_written_anew_holds_the_same_in_less() throws SQLException {
    List<TrailRow> before = listed();
    long packs = number("count(distinct pack_id) from trail");
    long indexes = number("sum(pg_indexes_size(c.oid)) from pg_class c where relname ~ '^trail_2'");

    assertCompacted(this::compact);

    assertThat(listed()).isEqualTo(before);
    assertAllAsWritten();
    assertThat(number("count(distinct pack_id) from trail")).isLessThan(packs / 2);
    assertThat(number("sum(pg_indexes_size(c.oid)) from pg_class c where relname ~ '^trail_2'"))
        .isLessThan(indexes);
    assertThat(number("sum(event_count) from trail_segment"))
        .isEqualTo(number("sum(event_count) from trail"));
    assertThat(number("count(*) from pg_class where relname ~ '_new$' and relkind = 'r'")).isZero();
    assertThat(compact()).as("what is done is not done again").isZero();
  }

  @Test
  void it_stays_a_partition_like_others() throws SQLException {
    long indexes =
        number(
            "count(*) from pg_inherits i join pg_class c on c.oid = i.inhrelid"
                + " where c.relkind = 'i'");
    assertCompacted(this::compact);

    assertThat(
            number(
                "count(*) from pg_inherits i join pg_class c on c.oid = i.inhrelid"
                    + " where c.relkind = 'i'"))
        .isEqualTo(indexes);
    assertThat(number("count(*) from pg_constraint where conname = 'of_these_days'")).isZero();
  }

  @Test
  void words_are_found_as_before() throws SQLException {
    SearchCandidates before =
        reader.candidates(FilterPattern.parse("r77").requiredTokens(), null, null);
    assertCompacted(this::compact);

    assertThat(number("count(*) from filter_missing")).isZero();
    assertThat(number("count(*) from filter_recent")).isZero();
    SearchCandidates after =
        reader.candidates(FilterPattern.parse("r77").requiredTokens(), null, null);
    long wanted = stored.get("r77").row().trailId();
    assertThat(before.trails().values()).anyMatch(ids -> has(ids, wanted));
    assertThat(after.trails().values()).anyMatch(ids -> has(ids, wanted));
    assertThat(after.unindexedDays()).isZero();
  }

  private static boolean has(long[] ids, long wanted) {
    for (long id : ids) {
      if (id == wanted) {
        return true;
      }
    }
    return false;
  }

  @Test
  void late_events_change_and_delete_what_was_packed_anew() {
    assertCompacted(this::compact);
    TrailWrite old = stored.get("r10");
    List<TrailEvent> more = new ArrayList<>(old.segments().get(0).events());
    more.add(event(T0 + 90_000, "late", 9));
    TrailWrite late = trail(writer, old.row().header().key()).as(old.row()).events(more).write();
    writer.flush(flush(late));
    writer.flush(delete(stored.get("r11").row()));

    assertThat(read("r10")).isEqualTo(more);
    assertThat(read("r11")).isEmpty();
    stored.remove("r10");
    stored.remove("r11");
    assertAllAsWritten();
  }

  @Test
  void a_day_that_is_written_to_is_left_until_it_is_quiet() {
    DayCompactor compactor = new DayCompactor(DB.database().dataSource(), clock);
    assertThat(compactor.run()).isZero();
    clock.advance(DayCompactor.QUIET.minusSeconds(1));
    assertThat(compactor.run()).isZero();
    clock.advance(Duration.ofSeconds(2));
    assertCompacted(compactor::run);
  }

  @Test
  void one_of_many_does_it() throws Exception {
    try (Connection other = DriverManager.getConnection(DB.url())) {
      assertThat(Locks.tryHold(other, Locks.DAYS)).isTrue();
      assertThat(compact()).isZero();
    }
    assertCompacted(this::compact);
  }

  @Test
  void what_a_killed_program_left_is_taken_away() throws SQLException {
    DB.execute("create table trail_20261120_20261121_new (like trail)");
    DB.execute("create table trail_segment_20261120_20261121_new (like trail_segment)");

    assertCompacted(this::compact);
    assertAllAsWritten();
  }

  @Test
  void a_snapshot_from_before_sees_all_trails() throws Exception {
    try (Connection old = DriverManager.getConnection(DB.url());
        Statement statement = old.createStatement()) {
      statement.execute("begin isolation level repeatable read");
      statement.execute("select count(*) from function");
      compact();
      try (ResultSet rs = statement.executeQuery("select count(*) from trail")) {
        rs.next();
        assertThat(rs.getLong(1)).isEqualTo(TRAILS);
      }
    }
    assertCompacted(this::compact);
  }

  @Test
  void a_value_that_cannot_be_read_is_kept_as_it_is() throws SQLException {
    DB.execute(
        "update trail_segment set data = '\\x0201ff' where trail_id = (select min(pack_id) from"
            + " trail)");
    long unreadable = number("min(pack_id) from trail");
    long members = number("count(*) from trail where pack_id = " + unreadable);
    assertCompacted(this::compact);

    assertThat(number("count(*) from trail where pack_id = " + unreadable)).isEqualTo(members);
    assertThat(number("count(*) from trail_segment where trail_id = " + unreadable)).isEqualTo(1);
    assertThat(number("sum(event_count) from trail_segment"))
        .isEqualTo(number("sum(event_count) from trail"));
  }

  @Test
  void flushes_and_readers_go_on_meanwhile() throws Exception {
    AtomicBoolean ends = new AtomicBoolean();
    List<Throwable> failures = new ArrayList<>();
    Thread flushing =
        new Thread(
            () -> {
              try {
                for (int i = 0; !ends.get(); i++) {
                  change(i);
                }
              } catch (RuntimeException | AssertionError e) {
                failures.add(e);
              }
            });
    flushing.start();
    int done = 0;
    for (int i = 0; i < 20 && done == 0; i++) {
      DB.execute("update day_partition set compacted_bytes = null");
      done += compact();
      assertThat(listed()).hasSize(TRAILS);
    }
    ends.set(true);
    flushing.join();

    assertThat(failures).isEmpty();
    assertThat(done).isPositive();
    assertAllAsWritten();
    assertThat(number("sum(event_count) from trail_segment"))
        .isEqualTo(number("sum(event_count) from trail"));
  }

  /** A trail gets a late event, and is read back. */
  private void change(int i) {
    String id = "r" + i * 37 % TRAILS;
    TrailWrite old = stored.get(id);
    List<TrailEvent> more = new ArrayList<>(old.segments().get(0).events());
    more.add(event(T0 + i * 10L, "late " + i, 20 + i));
    TrailWrite late =
        trail(writer, old.row().header().key())
            .as(old.row())
            .start(old.row().header().startedAt())
            .events(more)
            .write();
    writer.flush(flush(late));
    stored.put(id, late);
    assertThat(read(id)).isEqualTo(more);
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
