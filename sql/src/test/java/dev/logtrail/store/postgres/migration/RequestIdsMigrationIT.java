package dev.logtrail.store.postgres.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.store.JobOfTest;
import dev.logtrail.store.SampleTrails;
import dev.logtrail.store.TestClock;
import dev.logtrail.store.postgres.Database;
import dev.logtrail.store.postgres.EmbeddedDatabase;
import dev.logtrail.trail.TrailEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Requests of a populated database from before ids were bytes are found by their ids. */
final class RequestIdsMigrationIT {
  private static final List<String> IDS =
      List.of(
          "0a0b0c0d-0a0b-4c0d-8e0f-0123456789ab",
          "0A0B0C0D-0A0B-4C0D-8E0F-0123456789AB",
          "fifteen-chars-a",
          "größe",
          "r1");

  @Test
  void ids_of_any_form_are_what_they_were() {
    EmbeddedDatabase db = new EmbeddedDatabase().open();
    EarlierSchema earlier = new EarlierSchema(db, new TestClock("2026-11-20T12:00:00Z"));
    List<List<TrailEvent>> events = new ArrayList<>();
    for (String id : IDS) {
      String first = "START RequestId: " + id + " Version: $LATEST\n";
      events.add(JobOfTest.events(id, SampleTrails.T0, first, "a line\n"));
      earlier.trail(id, events.get(events.size() - 1), 5, 0);
    }

    try (Database database = Database.open(db.settings())) {
      for (int i = 0; i < IDS.size(); i++) {
        List<TrailEvent> expected = events.get(i);
        String id = IDS.get(i);
        assertThat(database.reader().byRequestId(id))
            .singleElement()
            .satisfies(
                trail -> {
                  assertThat(trail.row().header().key().requestId()).isEqualTo(id);
                  assertThat(trail.events()).isEqualTo(expected);
                });
      }
    }
    db.close();
  }
}
