package dev.logtrail.store.postgres.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtrail.store.Flush;
import dev.logtrail.store.SampleTrails;
import dev.logtrail.store.TrailWriter;
import dev.logtrail.store.lease.JobLease;
import dev.logtrail.store.lease.LeaseLostException;
import dev.logtrail.store.lease.UpkeepLease;
import dev.logtrail.store.postgres.EmbeddedDatabase;
import java.time.Clock;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One job writes a store: who holds the lease, who stands by, and whose flushes are refused. */
class JobLeaseIT {
  @RegisterExtension static final EmbeddedDatabase DB = new EmbeddedDatabase();

  @BeforeEach
  void clear() {
    DB.clear();
    // Sessions of the test before end a moment after they were closed.
    DB.execute(
        """
        do $$ begin
          while exists (
            select from pg_locks where locktype = 'advisory' and objid in (9, 11) and database = (
              select oid from pg_database where datname = current_database())) loop
            perform pg_sleep(0.01);
          end loop;
        end $$
        """);
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

  @Test
  void itIsTakenAgainUnderTheSameTokenUnlessAnotherHadIt() {
    try (JobLease first = DB.database().jobLease("first");
        JobLease second = DB.database().jobLease("second")) {
      assertThat(first.tryTake()).isTrue();
      long token = first.token();
      first.release();
      until(first::tryRetake);
      assertThat(first.token()).isEqualTo(token);
      assertThat(first.isSuperseded()).isFalse();
      assertThat(second.tryTake()).isFalse();

      first.release();
      until(second::tryTake);
      assertThat(first.tryRetake()).isFalse();
      second.release();
      assertThat(first.tryRetake()).isFalse();
      assertThat(first.isSuperseded()).isTrue();
      until(second::tryRetake);
    }
  }

  @Test
  void oneOfSeveralDoesTheBackgroundWork() {
    UpkeepLease second = DB.database().upkeepLease();
    try (UpkeepLease first = DB.database().upkeepLease()) {
      assertThat(first.tryHold()).isTrue();
      assertThat(second.tryHold()).isFalse();
      assertThat(first.tryHold()).isTrue();
    }
    until(second::tryHold);
    second.close();
  }

  /** The server ends a session a moment after it was closed. */
  private static void until(BooleanSupplier taken) {
    while (!taken.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  private static Flush flush(TrailWriter writer, String requestId) {
    return SampleTrails.flush(SampleTrails.trail(writer, requestId).write());
  }
}
