package dev.logtrail.store.postgres.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.store.postgres.EmbeddedDatabase;
import dev.logtrail.store.process.ProcessRow;
import dev.logtrail.store.process.Processes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What processes tell each other by the store. */
class ProcessesIT {
  @RegisterExtension static final EmbeddedDatabase DB = new EmbeddedDatabase();

  @BeforeEach
  void clear() {
    DB.execute("truncate process");
  }

  @Test
  void eachSeesTheOthersAndNotItself() {
    try (Processes door = DB.database().processes();
        Processes api = DB.database().processes()) {
      assertThat(api.others()).isEmpty();
      door.report("a (process 1)", "ingest", "{\"n\":1}");
      api.report("b (process 2)", "api", "{}");
      door.report("a (process 1)", "ingest", "{\"n\":2}");

      assertThat(api.others())
          .singleElement()
          .satisfies(
              row -> {
                assertThat(row.name()).isEqualTo("a (process 1)");
                assertThat(row.parts()).isEqualTo("ingest");
                assertThat(row.report()).isEqualTo("{\"n\":2}");
                assertThat(row.startedAt()).isBetween(1L, row.seenAt());
              });
      assertThat(door.others()).extracting(ProcessRow::parts).containsExactly("api");
    }
  }

  @Test
  void whoEndsIsOffTheListAtOnceAndWhoDiesAfterAWhile() {
    try (Processes api = DB.database().processes()) {
      Processes door = DB.database().processes();
      door.report("a", "ingest", "{}");
      assertThat(api.others()).hasSize(1);
      door.close();
      assertThat(api.others()).isEmpty();

      Processes died = DB.database().processes();
      died.report("b", "job", "{}");
      DB.execute("update process set seen_at = now() - interval '16 seconds'");
      assertThat(api.others()).isEmpty();
      // It was only slow: it is there again, under the same row.
      died.report("b", "job", "{}");
      assertThat(api.others()).hasSize(1);
      DB.execute("update process set seen_at = now() - interval '2 hours'");
      api.report("c", "api", "{}");
      DB.execute("do $$ begin assert (select count(*) from process) = 1; end $$");
      died.report("b", "job", "{}");
      assertThat(api.others()).extracting(ProcessRow::name).containsExactly("b");
    }
  }

  @Test
  void aReportMayHoldWhatPostgresRefuses() {
    try (Processes door = DB.database().processes();
        Processes api = DB.database().processes()) {
      door.report("a\0", "ingest", "{\"error\":\"\0\"}");
      assertThat(api.others())
          .singleElement()
          .satisfies(row -> assertThat(row.report()).isEqualTo("{\"error\":\"\0\"}"));
    }
  }
}
