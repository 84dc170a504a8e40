package dev.logtrail.store.postgres.search;

import static dev.logtrail.store.SampleTrails.T0;
import static dev.logtrail.store.SampleTrails.flush;
import static dev.logtrail.store.SampleTrails.trail;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.pattern.FilterPattern;
import dev.logtrail.store.Flush;
import dev.logtrail.store.SampleTrails;
import dev.logtrail.store.SearchCandidates;
import dev.logtrail.store.TrailQuery;
import dev.logtrail.store.TrailRow;
import dev.logtrail.store.TrailWrite;
import dev.logtrail.store.logs.SyntheticLogs;
import dev.logtrail.store.postgres.EmptyDatabaseKit;
import dev.logtrail.store.postgres.PostgresTrailStoreIT;
import dev.logtrail.store.postgres.jdbc.Sql;
import dev.logtrail.store.upkeep.RetentionLimits;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** The Bloom index is packed, joined, made where it is missing, and deleted with its day. */
final class BloomCompactorIT extends EmptyDatabaseKit {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 20);

  private static SearchCandidates candidates(String pattern) {
    return DB.database()
        .reader()
        .candidates(FilterPattern.parse(pattern).requiredTokens(), null, null);
  }

  private static List<String> listed(String pattern) {
    return DB
        .database()
        .reader()
        .list(TrailQuery.builder().build(), candidates(pattern))
        .trails()
        .stream()
        .map(t -> t.row().header().key().requestId())
        .toList();
  }

  private static long count(String what) {
    return Sql.run(
        DB.database().dataSource(),
        "count",
        connection -> {
          try (var statement = connection.prepareStatement("select " + what);
              var rs = statement.executeQuery()) {
            rs.next();
            return rs.getLong(1);
          }
        });
  }

  private void upkeep() {
    DB.database().bloomCompactor(PostgresTrailStoreIT.CLOCK).run();
  }

  @Test
  void smallFlushesArePackedWhenThereAreMany() {
    for (int i = 0; i < 63; i++) {
      writer.flush(flush(trail(writer, "r" + i).start(T0 + i).write()));
    }
    upkeep();
    assertThat(count("count(*) from filter_recent")).as("few may wait").isEqualTo(63);
    writer.flush(flush(trail(writer, "r63").start(T0 + 63).write()));
    upkeep();
    assertThat(count("count(*) from filter_recent")).isEqualTo(1);
    assertThat(listed("r17")).contains("r17");
    assertThat(candidates("r17").trailCount()).as("packed with others").isGreaterThan(1);
    assertThat(listed("nosuchword")).isEmpty();
  }

  @Test
  void blocksAreJoinedAndOldDaysAreSettled() {
    long old = T0 - Duration.ofDays(9).toMillis();
    for (int i = 0; i < 10; i++) {
      SyntheticLogs logs = new SyntheticLogs(i);
      List<TrailWrite> writes = new ArrayList<>();
      for (int k = 0; k < 500; k++) {
        writes.add(trail(writer, "r" + i + "x" + k).events(logs.request(T0)).write());
      }
      writer.flush(flush(writes.toArray(TrailWrite[]::new)));
      writer.flush(flush(trail(writer, "old" + i).start(old + i).write()));
    }
    long columns = count("sum(width) from filter_block");
    assertThat(count("count(*) from filter_block")).isEqualTo(10);
    upkeep();
    assertThat(count("count(*) from filter_block where day = '2026-11-20'")).isLessThan(6);
    assertThat(count("sum(width) from filter_block where day = '2026-11-20'")).isEqualTo(columns);
    assertThat(count("count(*) from filter_recent")).as("of a settled day").isZero();
    assertThat(listed("old3")).contains("old3");
  }

  @Test
  void daysWithoutAnIndexAreReadUntilItIsMade() {
    writer.flush(
        flush(trail(writer, "a").write(), trail(writer, "b").start(T0 + 1).lines(4).write()));
    DB.execute("truncate filter_block, filter_recent");
    assertThat(listed("a")).as("this is what marks are for").isEmpty();
    DB.execute("insert into filter_missing values ('" + DAY + "')");

    assertThat(listed("a")).containsExactly("b", "a");
    assertThat(candidates("a").unindexedDays()).isEqualTo(1);
    assertThat(candidates("a").trailCount()).isZero();
    upkeep();
    assertThat(candidates("a").unindexedDays()).isZero();
    assertThat(listed("a")).contains("a");
    assertThat(listed("nosuchword")).isEmpty();
  }

  @Test
  void whereTooManyTrailsMayMatchTheOldestDaysAreRead() {
    for (int day = 0; day < 3; day++) {
      for (int part = 0; part < 40; part++) {
        List<TrailWrite> writes = new ArrayList<>();
        SyntheticLogs logs = new SyntheticLogs(day * 100L + part);
        for (int i = 0; i < 300; i++) {
          long start = T0 - Duration.ofDays(day).toMillis() + i;
          String id = "d" + day + "p" + part + "i" + i;
          writes.add(trail(writer, id).start(start).events(logs.request(start)).write());
        }
        writer.flush(flush(writes.toArray(TrailWrite[]::new)));
      }
    }
    assertThat(count("count(*) from filter_block")).isGreaterThan(64);

    SearchCandidates all = candidates("RequestId");
    assertThat(all.unindexedDays()).isZero();
    assertThat(all.trailCount()).isEqualTo(36_000L);
    SearchCandidates few = candidates("RequestId", 10_000);
    assertThat(few.unindexedDays()).isPositive();
    assertThat(few.trailCount()).isLessThan(36_000L);
    for (String id : List.of("d0p1i5", "d1p20i7", "d2p39i299")) {
      TrailRow row = DB.database().reader().byRequestId(id).get(0).row();
      assertThat(few.mayMatch(row)).as(id).isTrue();
    }
    TrailRow newest = DB.database().reader().byRequestId("d0p1i5").get(0).row();
    TrailRow oldest = DB.database().reader().byRequestId("d2p1i5").get(0).row();
    assertThat(few.isUnindexed(newest)).isFalse();
    assertThat(few.isUnindexed(oldest)).isTrue();
  }

  private static SearchCandidates candidates(String pattern, long most) {
    return Sql.run(
        DB.database().dataSource(),
        "find candidates",
        c -> BloomReader.read(c, FilterPattern.parse(pattern).requiredTokens(), null, null, most));
  }

  @Test
  void logResultsOlderThanTheirTokensMayMatch() {
    writer.flush(
        new Flush(
            List.of(trail(writer, "a").write()),
            List.of(),
            List.of(
                SampleTrails.invocation("a", "START\nsaid it\n", null, T0),
                SampleTrails.invocation("alone", "START\nsaid it too\n", null, T0)),
            List.of(),
            Map.of()));

    assertThat(listed("said")).containsExactlyInAnyOrder("a", "alone");
    assertThat(listed("too")).containsExactly("alone");
    assertThat(listed("nosuchword")).isEmpty();
    DB.execute("update log_result set tokens = null");
    assertThat(listed("nosuchword")).containsExactlyInAnyOrder("a", "alone");
  }

  @Test
  void whatIsCommittedIsFoundWhileTheIndexIsPackedAndJoined() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService packing = Executors.newSingleThreadExecutor();
    Future<Integer> packed =
        packing.submit(
            () -> {
              int sum = 0;
              while (!done.get()) {
                sum += DB.database().bloomCompactor(PostgresTrailStoreIT.CLOCK).run();
              }
              return sum;
            });
    try {
      for (int i = 0; i < 400; i++) {
        // Now and then as many as make a block at once.
        int others = i % 40 == 7 ? 700 : 1;
        List<TrailWrite> writes = new ArrayList<>();
        SyntheticLogs logs = new SyntheticLogs(i);
        for (int k = 0; k < others; k++) {
          writes.add(trail(writer, "r" + i + "x" + k).events(logs.request(T0)).write());
        }
        writes.add(trail(writer, "own" + i).start(T0 + i).write());
        writer.flush(flush(writes.toArray(TrailWrite[]::new)));
        assertThat(listed("own" + i)).contains("own" + i);
        assertThat(listed("own" + i / 2)).contains("own" + i / 2);
      }
    } finally {
      done.set(true);
      packing.shutdown();
    }
    assertThat(packed.get(60, TimeUnit.SECONDS)).isPositive();
    assertThat(count("count(*) from filter_recent")).isLessThan(64);
    for (int i = 0; i < 400; i++) {
      assertThat(listed("own" + i)).contains("own" + i);
    }
  }

  @Test
  void theIndexIsDeletedWithItsDay() {
    writer.flush(flush(trail(writer, "a").write()));
    writer.flush(flush(trail(writer, "b").start(T0 - Duration.ofDays(20).toMillis()).write()));
    DB.execute("insert into filter_missing values ('2026-10-01'), ('" + DAY + "')");
    DB.database()
        .housekeeping(PostgresTrailStoreIT.CLOCK, RetentionLimits.ofTrails(Duration.ofDays(7)))
        .run();

    assertThat(count("count(*) from filter_recent")).isEqualTo(1);
    assertThat(count("count(*) from filter_missing")).isEqualTo(1);
  }
}
