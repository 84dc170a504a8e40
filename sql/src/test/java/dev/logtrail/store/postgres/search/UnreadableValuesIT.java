package dev.logtrail.store.postgres.search;

import static dev.logtrail.store.SampleTrails.T0;
import static dev.logtrail.store.SampleTrails.event;
import static dev.logtrail.store.SampleTrails.flush;
import static dev.logtrail.store.SampleTrails.trail;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.pattern.FilterPattern;
import dev.logtrail.store.SearchCandidates;
import dev.logtrail.store.TrailQuery;
import dev.logtrail.store.UnreadableValues;
import dev.logtrail.store.postgres.EmptyDatabaseKit;
import dev.logtrail.store.postgres.PostgresTrailStoreIT;
import dev.logtrail.store.postgres.jdbc.Sql;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A value that cannot be read is left out and counted: searches and tasks go on. */
class UnreadableValuesIT extends EmptyDatabaseKit {
  @Test
  void anEventWithoutAWordIsNoHindranceToAnySearch() {
    writer.flush(flush(trail(writer, "words").events(List.of(event(T0, "needle\n", 0))).write()));
    for (String wordless : List.of("---\n", "\n", "", "→ … ←\n")) {
      writer.flush(
          flush(trail(writer, "r" + wordless).events(List.of(event(T0, wordless, 0))).write()));
    }

    assertThat(found("needle")).containsExactly("words");
    assertThat(found("\"---\"")).containsExactly("r---\n");
    DB.database().bloomCompactor(PostgresTrailStoreIT.CLOCK).run();
    assertThat(found("needle")).containsExactly("words");
  }

  @Test
  void aDamagedRowOfTheIndexIsMadeAnew() {
    // Days that are over are packed whatever they hold.
    long old = T0 - Duration.ofDays(9).toMillis();
    writer.flush(
        flush(
            trail(writer, "words").start(old).events(List.of(event(old, "needle\n", 0))).write()));
    DB.execute("update filter_recent set data = '\\x0105'");

    assertThat(found("needle")).containsExactly("words");
    assertThat(candidates("needle").unindexedDays()).isEqualTo(1);
    DB.database().bloomCompactor(PostgresTrailStoreIT.CLOCK).run();
    assertThat(count("select count(*) from filter_recent")).isZero();
    assertThat(count("select count(*) from filter_block")).isEqualTo(1);
    assertThat(candidates("needle").unindexedDays()).isZero();
    assertThat(found("needle")).containsExactly("words");
  }

  @Test
  void aDamagedBlockOfTheIndexIsNotBelieved() {
    for (int i = 0; i < 200; i++) {
      writer.flush(
          flush(trail(writer, "r" + i).events(List.of(event(T0, "word" + i + "\n", 0))).write()));
    }
    DB.database().bloomCompactor(PostgresTrailStoreIT.CLOCK).run();
    DB.execute("update filter_block set trails = '\\x7f'");

    assertThat(found("word17")).containsExactly("r17");
    DB.database().bloomCompactor(PostgresTrailStoreIT.CLOCK).run();
    assertThat(found("word17")).containsExactly("r17");
  }

  @Test
  void aDamagedSegmentHidesItsOwnEventsOnly() {
    writer.flush(flush(trail(writer, "good").events(List.of(event(T0, "needle\n", 0))).write()));
    writer.flush(flush(trail(writer, "bad").events(List.of(event(T0, "needle\n", 0))).write()));
    long before = UnreadableValues.count();
    DB.execute(
        """
        update trail_segment set data = '\\x01020304'
         where trail_id = (select trail_id from trail where request_id = request_key('bad'))
        """);

    assertThat(found("needle")).containsExactly("good");
    assertThat(DB.database().reader().byRequestId("bad").get(0).events()).isEmpty();
    assertThat(UnreadableValues.count()).isGreaterThan(before);
  }

  private static SearchCandidates candidates(String pattern) {
    return DB.database()
        .reader()
        .candidates(FilterPattern.parse(pattern).requiredTokens(), null, null);
  }

  private static List<String> found(String pattern) {
    FilterPattern wanted = FilterPattern.parse(pattern);
    return DB
        .database()
        .reader()
        .list(TrailQuery.builder().limit(1_000).build(), candidates(pattern))
        .trails()
        .stream()
        .map(t -> DB.database().reader().byTrailId(t.row().trailId(), t.row().day()))
        .filter(t -> t.events().stream().anyMatch(e -> wanted.matches(e.event().message())))
        .map(t -> t.row().header().key().requestId())
        .toList();
  }

  private static long count(String sql) {
    return Sql.run(
        DB.database().dataSource(),
        "count",
        connection -> {
          try (var statement = connection.prepareStatement(sql);
              var rs = statement.executeQuery()) {
            rs.next();
            return rs.getLong(1);
          }
        });
  }
}
