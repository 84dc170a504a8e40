package dev.logtrail.store.postgres.segment;

import static dev.logtrail.store.SampleTrails.STREAM;
import static dev.logtrail.store.SampleTrails.T0;
import static dev.logtrail.store.SampleTrails.delete;
import static dev.logtrail.store.SampleTrails.event;
import static dev.logtrail.store.SampleTrails.events;
import static dev.logtrail.store.SampleTrails.flush;
import static dev.logtrail.store.SampleTrails.stream;
import static dev.logtrail.store.SampleTrails.trail;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.store.SearchCandidates;
import dev.logtrail.store.StoredTrail;
import dev.logtrail.store.TestClock;
import dev.logtrail.store.TrailQuery;
import dev.logtrail.store.TrailReader;
import dev.logtrail.store.TrailRow;
import dev.logtrail.store.TrailWrite;
import dev.logtrail.store.TrailWriter;
import dev.logtrail.store.UnreadableValues;
import dev.logtrail.store.postgres.EmbeddedDatabase;
import dev.logtrail.store.upkeep.FunctionRetention;
import dev.logtrail.store.upkeep.RetentionLimits;
import dev.logtrail.text.NamePattern;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailKey;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Small trails that share a row of segments are read, changed and deleted like any others. */
final class SegmentPacksIT {
  @RegisterExtension static final EmbeddedDatabase DB = new EmbeddedDatabase();

  private final TestClock clock = new TestClock("2026-11-20T10:00:00Z");
  private final TrailReader reader = DB.database().reader();
  private TrailWriter writer;

  @BeforeEach
  void open() {
    DB.clear();
    writer = DB.database().openWriter(clock);
  }

  @AfterEach
  void close() {
    writer.close();
  }

  private static long number(String select) throws SQLException {
    try (Connection connection = DriverManager.getConnection(DB.url());
        Statement statement = connection.createStatement();
        ResultSet rs = statement.executeQuery("select " + select)) {
      rs.next();
      return rs.getLong(1);
    }
  }

  private List<TrailWrite> stored(int count) {
    List<TrailWrite> writes =
        IntStream.range(0, count).mapToObj(i -> trail(writer, "r" + i).write()).toList();
    writer.flush(flush(writes.toArray(TrailWrite[]::new)));
    return writes;
  }

  private List<TrailEvent> read(String requestId) {
    List<TrailEvent> all = new ArrayList<>();
    for (StoredTrail trail : reader.byRequestId(requestId)) {
      trail.segments().forEach(s -> all.addAll(s.events()));
    }
    return all;
  }

  private static List<TrailEvent> written(TrailWrite write) {
    return write.segments().get(0).events();
  }

  @Test
  void closed_trails_of_a_flush_share_rows() throws SQLException {
    List<TrailWrite> writes = stored(40);

    assertThat(number("count(*) from trail_segment")).isEqualTo(3);
    assertThat(number("sum(event_count) from trail_segment"))
        .isEqualTo(number("sum(event_count) from trail"));
    for (int i = 0; i < 40; i++) {
      assertThat(read("r" + i)).isEqualTo(written(writes.get(i)));
    }
    List<TrailRow> rows =
        reader
            .list(TrailQuery.builder().limit(40).build(), SearchCandidates.all())
            .trails()
            .stream()
            .map(t -> t.row())
            .toList();
    assertThat(reader.withEvents(rows))
        .hasSize(40)
        .allSatisfy(t -> assertThat(t.events()).hasSize(t.row().eventCount()));
    assertThat(writer.smallStreams(List.of(STREAM)).get(STREAM).trails())
        .hasSize(40)
        .allSatisfy(t -> assertThat(t.events()).hasSize(t.row().eventCount()));
  }

  @Test
  void open_large_and_lonely_trails_have_rows_of_their_own() throws SQLException {
    TrailWrite open = trail(writer, "open").open().write();
    TrailWrite large =
        trail(writer, "large")
            .events(List.of(event(T0, "x".repeat(SegmentPacks.MAX_TRAIL_BYTES + 1), 0)))
            .write();
    TrailWrite small = trail(writer, "small").write();
    writer.flush(flush(open, large, small));

    assertThat(number("count(*) from trail where pack_id is not null")).isZero();
    assertThat(read("small")).isEqualTo(written(small));
  }

  @Test
  void a_late_event_takes_a_trail_out() throws SQLException {
    List<TrailWrite> writes = stored(3);
    List<TrailEvent> more = new ArrayList<>(events("r1", T0, 2));
    more.add(event(T0 + 500, "late\n", 9));
    TrailWrite late = trail(writer, "r1").as(writes.get(1).row()).events(more).write();
    writer.flush(flush(late));

    assertThat(read("r1")).isEqualTo(more);
    assertThat(read("r0")).isEqualTo(written(writes.get(0)));
    assertThat(number("sum(event_count) from trail_segment")).isEqualTo(4 + 4 + 5);
    assertThat(number("count(*) from trail where pack_id is not null")).isEqualTo(2);
  }

  @Test
  void a_trail_that_only_gets_another_header_stays() throws SQLException {
    List<TrailWrite> writes = stored(2);
    TrailWrite header = trail(writer, "r1").as(writes.get(1).row()).traceId("1-t").write();
    writer.flush(flush(new TrailWrite(header.row(), List.of(), List.of(), List.of())));

    assertThat(read("r1")).isEqualTo(written(writes.get(1)));
    assertThat(number("count(*) from trail where pack_id is not null")).isEqualTo(2);
  }

  @Test
  void trails_that_close_together_are_packed_when_they_do() throws SQLException {
    TrailWrite a = trail(writer, "a").open().write();
    TrailWrite b = trail(writer, "b").open().write();
    writer.flush(flush(a, b));
    writer.flush(
        flush(trail(writer, "a").as(a.row()).write(), trail(writer, "b").as(b.row()).write()));

    assertThat(number("count(*) from trail_segment")).isEqualTo(1);
    assertThat(read("a")).isEqualTo(written(a));
    assertThat(read("b")).isEqualTo(written(b));
  }

  @Test
  void what_is_deleted_is_nowhere_any_more() throws SQLException {
    List<TrailWrite> writes = stored(2);
    writer.flush(delete(writes.get(0).row()));

    assertThat(read("r1")).isEqualTo(written(writes.get(1)));
    assertThat(number("sum(event_count) from trail_segment")).isEqualTo(4);

    writer.flush(delete(writes.get(1).row()));
    assertThat(number("count(*) from trail_segment")).isZero();
  }

  @Test
  void a_function_s_retention_takes_its_trails_out_of_packs() throws SQLException {
    LogStream other = stream("other", "cccc");
    TrailWrite kept = trail(writer, "kept").write();
    TrailWrite gone = trail(writer, TrailKey.request(other, "gone", 1)).write();
    writer.flush(flush(kept, gone));
    assertThat(number("count(*) from trail_segment")).isEqualTo(1);

    clock.advance(Duration.ofDays(3));
    RetentionLimits limits =
        RetentionLimits.ofTrails(Duration.ofDays(30))
            .withFunctions(List.of(new FunctionRetention(new NamePattern("other"), 1)));
    DB.database().housekeeping(clock, limits).run();

    assertThat(read("gone")).isEmpty();
    assertThat(read("kept")).isEqualTo(written(kept));
    assertThat(number("sum(event_count) from trail_segment")).isEqualTo(4);
  }

  @Test
  void a_damaged_pack_costs_its_trails_and_no_others() throws SQLException {
    List<TrailWrite> writes = stored(SegmentPacks.MAX_TRAILS + 2);
    DB.execute(
        "update trail_segment set data = '\\x0201ff' where trail_id = (select min(pack_id) from trail)");
    long before = UnreadableValues.count();

    assertThat(read("r0")).isEmpty();
    assertThat(UnreadableValues.count()).isGreaterThan(before);
    assertThat(read("r17")).isEqualTo(written(writes.get(17)));
    writer.flush(delete(writes.get(0).row()));
    writer.flush(flush(trail(writer, "r1").as(writes.get(1).row()).write()));
    assertThat(read("r1")).isEqualTo(written(writes.get(1)));
  }

  @Test
  void another_writer_finds_and_changes_what_is_packed() throws SQLException {
    List<TrailWrite> writes = stored(4);
    try (TrailWriter next = DB.database().openWriter(clock)) {
      assertThat(next.streamContext(STREAM, T0, T0 + 10, Set.of("r2"), 1).trails()).hasSize(4);
      next.flush(
          flush(
              trail(next, "r2").as(writes.get(2).row()).epoch(next.epoch()).write(),
              trail(next, "r3").as(writes.get(3).row()).epoch(next.epoch()).write()));
    }
    assertThat(number("count(distinct pack_id) from trail")).isEqualTo(2);
    for (int i = 0; i < 4; i++) {
      assertThat(read("r" + i)).isEqualTo(written(writes.get(i)));
    }
  }
}
