package dev.logtrail.store.postgres.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtrail.store.postgres.Database;
import dev.logtrail.store.postgres.EmbeddedDatabase;
import dev.logtrail.store.postgres.SchemaLevel;
import dev.logtrail.store.postgres.SchemaTooNewException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Processes of several releases on one database, and several that start at once. */
@Timeout(120)
class SchemaLevelIT {
  private static final int OWN = SchemaLevel.OF_THIS_PROGRAM;

  private EmbeddedDatabase db;

  @BeforeEach
  void open() {
    db = new EmbeddedDatabase().open();
  }

  @AfterEach
  void close() {
    db.close();
  }

  @Test
  void whatIsMigratedHasThisProgramsLevel() {
    assertThat(db.database().schemaLevel().level()).isEqualTo(OWN);
    assertThat(db.database().missingMigrations()).isZero();
  }

  @Test
  void aSchemaOfTheNextReleaseIsLeftAsItIs() {
    newer(OWN + 1);
    try (Database opened = Database.open(db.settings())) {
      assertThat(opened.schemaLevel().level()).isEqualTo(OWN + 1);
      assertThat(opened.schemaLevel().problem()).isNull();
    }
  }

  @Test
  void oneThatIsNewerStillIsRefusedInWords() {
    newer(OWN + 2);
    assertThatThrownBy(() -> Database.open(db.settings()))
        .isInstanceOf(SchemaTooNewException.class)
        .hasMessageContaining("level " + (OWN + 2) + " (of version 99.1)")
        .hasMessageContaining("knows level " + OWN + " and can work on " + (OWN + 1))
        .hasMessageEndingWith("start a newer version of this program");
  }

  /** What a newer program leaves: migrations that this one has never heard of. */
  private void newer(int level) {
    db.execute(
        """
        insert into flyway_schema_history
          (installed_rank, version, description, type, script, checksum, installed_by,
           execution_time, success)
        values (9998, '8', 'unknown and lower', 'SQL', 'V8__x.sql', 1, 'x', 1, true),
               (9999, '9999', 'unknown and higher', 'SQL', 'V9999__x.sql', 1, 'x', 1, true)
        """);
    db.execute("update schema_level set version = '99.1', level = " + level);
  }

  /** Several times: Flyway alone lets a second one find its table made and empty, now and then. */
  @RepeatedTest(5)
  void oneOfManyThatStartTogetherMigratesAndTheOthersWait() throws Exception {
    db.execute("drop schema public cascade");
    db.execute("create schema public");
    int programs = 8;
    ExecutorService threads = Executors.newFixedThreadPool(programs);
    CountDownLatch ready = new CountDownLatch(programs);
    try {
      List<Future<Integer>> starts = new ArrayList<>();
      for (int i = 0; i < programs; i++) {
        starts.add(
            threads.submit(
                () -> {
                  ready.countDown();
                  ready.await();
                  return start();
                }));
      }
      for (Future<Integer> start : starts) {
        assertThat(start.get()).isEqualTo(OWN);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private int start() {
    try (Database opened = Database.open(db.settings())) {
      return opened.schemaLevel().level();
    }
  }
}
