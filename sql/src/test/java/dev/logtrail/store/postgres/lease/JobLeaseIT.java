package dev.logtrail.store.postgres.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtrail.store.Flush;
import dev.logtrail.store.SampleTrails;
import dev.logtrail.store.TrailWriter;
import dev.logtrail.store.lease.JobLease;
import dev.logtrail.store.lease.LeaseLostException;
import dev.logtrail.store.postgres.EmbeddedDatabase;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One job writes a store: who holds the lease, who stands by, and whose flushes are refused. */
class JobLeaseIT {
  @RegisterExtension static final EmbeddedDatabase DB = new EmbeddedDatabase();

  @BeforeEach
  void clear() {
    DB.clear();
  }

  @Test
  void oneHoldsItAndTheNextTakesOverWhenItIsGivenUp() {
    try (JobLease first = DB.database().jobLease("first");
        JobLease second = DB.database().jobLease("second")) {
      assertThat(first.tryTake()).isTrue();
      assertThat(first.tryTake()).isTrue();
      assertThat(second.tryTake()).isFalse();
      assertThat(second.holder()).startsWith("first since 20");

      first.release();
      assertThat(first.isHeld()).isFalse();
      assertThat(second.tryTake()).isTrue();
      assertThat(second.token()).isGreaterThan(first.token());
      assertThat(first.tryTake()).isFalse();
    }
  }

  @Test
  void itIsLostWithItsSession() {
    try (JobLease first = DB.database().jobLease("first");
        JobLease second = DB.database().jobLease("second")) {
      assertThat(first.tryTake()).isTrue();
      DB.execute(
          """
          select pg_terminate_backend(pid) from pg_locks
           where locktype = 'advisory' and objid = 9 and database = (
             select oid from pg_database where datname = current_database())
          """);

      assertThat(first.isHeld()).isFalse();
      // The server ends the session a moment after it was told to.
      while (!second.tryTake()) {
        Thread.onSpinWait();
      }
      assertThat(first.tryTake()).isFalse();
    }
  }

  @Test
  void flushesOfAFormerHolderAreRefusedWhole() {
    try (JobLease first = DB.database().jobLease("first");
        JobLease second = DB.database().jobLease("second")) {
      assertThat(first.tryTake()).isTrue();
      try (TrailWriter writer = DB.database().openWriter(Clock.systemUTC(), first.token())) {
        writer.flush(flush(writer, "stored"));
        first.release();
        assertThat(second.tryTake()).isTrue();

        assertThatThrownBy(() -> writer.flush(flush(writer, "refused")))
            .isInstanceOf(LeaseLostException.class)
            .hasMessageContaining("the job of second writes this store now");
      }
      try (TrailWriter writer = DB.database().openWriter(Clock.systemUTC(), second.token())) {
        writer.flush(flush(writer, "stored too"));
      }
    }

    assertThat(List.of("stored", "refused", "stored too"))
        .filteredOn(id -> !DB.database().reader().byRequestId(id).isEmpty())
        .containsExactly("stored", "stored too");
  }

  private static Flush flush(TrailWriter writer, String requestId) {
    return SampleTrails.flush(SampleTrails.trail(writer, requestId).write());
  }
}
