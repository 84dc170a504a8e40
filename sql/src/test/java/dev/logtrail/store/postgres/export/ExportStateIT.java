package dev.logtrail.store.postgres.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.store.SampleTrails;
import dev.logtrail.store.TrailWriter;
import dev.logtrail.store.export.ExportState;
import dev.logtrail.store.export.ExportState.Position;
import dev.logtrail.store.postgres.EmbeddedDatabase;
import dev.logtrail.store.postgres.jdbc.Sql;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ExportStateIT {
  private static final long HOLD_MS = 60_000;

  @RegisterExtension static final EmbeddedDatabase DATABASE = new EmbeddedDatabase();

  private final ExportState state = DATABASE.database().exportState("one");

  private static void sql(String sql) {
    Sql.run(
        DATABASE.database().dataSource(),
        "prepare",
        connection -> {
          Sql.execute(connection, sql);
          return null;
        });
  }

  @Test
  void oneProgramExportsAndAnotherTakesOver() {
    Position begun = state.begin("a", HOLD_MS);
    assertThat(begun).isEqualTo(state.begin("a", HOLD_MS));
    assertThat(state.begin("b", HOLD_MS)).isNull();
    assertThat(state.commit("b", 7, Map.of(1L, new byte[4]))).isFalse();
    assertThat(state.sent(List.of(1L))).isEmpty();
    assertThat(state.commit("a", 7, Map.of(1L, new byte[] {1, 2, 3, 4}))).isTrue();

    sql("update export_position set held_until = now() - interval '1 s' where target = 'one'");
    assertThat(state.begin("b", HOLD_MS).flushNo()).isEqualTo(7);
    assertThat(state.commit("a", 9, Map.of(1L, new byte[0]))).isFalse();
    assertThat(state.sent(List.of(1L, 2L)).get(1L)).containsExactly(1, 2, 3, 4);
    sql("update export_position set holder = null");
  }

  @Test
  void whatIsNotedLeavesThePositionAndItsTime() {
    ExportState other = DATABASE.database().exportState("four");
    Position begun = other.begin("a", HOLD_MS);
    assertThat(other.note("b", HOLD_MS, Map.of(1L, new byte[8]))).isFalse();
    assertThat(other.sent(List.of(1L))).isEmpty();
    assertThat(other.note("a", HOLD_MS, Map.of(1L, new byte[8]))).isTrue();
    assertThat(other.sent(List.of(1L)).get(1L)).hasSize(8);
    assertThat(other.begin("a", HOLD_MS)).isEqualTo(begun);
  }

  @Test
  void beginsBehindWhatIsStoredAndTellsWhatIsSettled() {
    long now = SampleTrails.T0 + 60_000;
    Clock clock = Clock.fixed(Instant.ofEpochMilli(now), ZoneOffset.UTC);
    try (TrailWriter writer = DATABASE.database().openWriter(clock)) {
      writer.flush(SampleTrails.flush(SampleTrails.trail(writer, "r-1").write()));
      long newest = state.newestBefore(now);
      assertThat(newest).isPositive();
      assertThat(state.newestBefore(now - 1)).isLessThan(newest);
      ExportState other = DATABASE.database().exportState("two");
      assertThat(other.begin("a", HOLD_MS).flushNo()).isEqualTo(newest);
    }
  }

  @Test
  void whatWasSentIsForgottenAfterTwoDaysAndReplacedBefore() {
    ExportState other = DATABASE.database().exportState("three");
    other.begin("a", HOLD_MS);
    other.commit("a", 1, Map.of(1L, new byte[4], 2L, new byte[8]));
    other.commit("a", 2, Map.of(2L, new byte[12]));
    sql("update export_sent set sent_at = now() - interval '3 days' where trail_id = 1");
    assertThat(other.forget()).isEqualTo(1);
    assertThat(other.sent(List.of(1L, 2L))).containsOnlyKeys(2L);
    assertThat(other.sent(List.of(2L)).get(2L)).hasSize(12);
  }
}
