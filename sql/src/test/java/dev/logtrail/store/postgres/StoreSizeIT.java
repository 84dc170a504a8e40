package dev.logtrail.store.postgres;

import static dev.logtrail.store.SampleTrails.flush;
import static dev.logtrail.store.SampleTrails.trail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.logtrail.store.SampleTrails;
import dev.logtrail.store.TrailWrite;
import dev.logtrail.store.TrailWriter;
import dev.logtrail.store.logs.SyntheticLogs;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The sizes that the store reports are those of what was stored. */
final class StoreSizeIT {
  @RegisterExtension static final EmbeddedDatabase DB = new EmbeddedDatabase();

  @Test
  void counts_and_bytes_grow_with_what_is_stored() {
    StoreSize before = DB.database().size();
    assertThat(before.trails()).isZero();
    assertThat(before.events()).isZero();

    long rawBytes = 0;
    List<TrailWrite> writes = new ArrayList<>();
    SyntheticLogs logs = new SyntheticLogs(3);
    int events = 0;
    try (TrailWriter writer = DB.database().openWriter(PostgresTrailStoreIT.CLOCK)) {
      for (int i = 0; i < 1_000; i++) {
        TrailWrite write = trail(writer, "r" + i).events(logs.request(SampleTrails.T0 + i)).write();
        writes.add(write);
        events += write.row().eventCount();
        rawBytes += write.row().rawBytes();
      }
      writer.flush(flush(writes.toArray(TrailWrite[]::new)));
    }

    StoreSize after = DB.database().size();
    assertThat(after.trails()).isEqualTo(1_000);
    assertThat(after.events()).isEqualTo(events);
    assertThat(after.rawBytes()).isEqualTo(rawBytes);
    assertThat(after.trailBytes()).isGreaterThan(before.trailBytes() + 100_000);
    assertThat(after.segmentBytes()).isGreaterThan(before.segmentBytes() + 100_000);
    assertThat(after.searchBytes()).isGreaterThan(before.searchBytes());
    assertThat(after.statisticsBytes()).isGreaterThan(before.statisticsBytes());
    assertThat(after.otherBytes()).isGreaterThan(before.otherBytes());
    List<RelationSize> relations = RelationSize.all(DB.database().dataSource());
    assertThat(relations.stream().mapToLong(RelationSize::bytes).sum())
        .isEqualTo(after.totalBytes());
    assertThat(relations)
        .extracting(RelationSize::table, RelationSize::index)
        .contains(tuple("trail", null), tuple("trail", "trail_key"), tuple("change", "change_at"));
    assertThat(after.totalBytes())
        .isEqualTo(
            after.trailBytes()
                + after.segmentBytes()
                + after.searchBytes()
                + after.statisticsBytes()
                + after.otherBytes())
        .isLessThan(before.totalBytes() + 2 * rawBytes);
  }
}
