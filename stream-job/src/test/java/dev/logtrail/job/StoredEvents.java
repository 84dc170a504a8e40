package dev.logtrail.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.store.StoredTrail;
import dev.logtrail.store.fake.FakeTrailStore;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.TrailEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Every event that a store holds, by stream and id. */
record StoredEvents(List<String> names) {
  static StoredEvents of(FakeTrailStore store) {
    List<String> names = new ArrayList<>();
    for (StoredTrail trail : store.all()) {
      for (TrailEvent event : trail.events()) {
        names.add(name(trail.row().header().key().stream(), event.event()));
      }
    }
    return new StoredEvents(names);
  }

  static String name(LogStream stream, LogEvent event) {
    return stream.logStream() + " " + event.id();
  }

  /** No event is in two trails. */
  void eachOnce() {
    Set<String> once = new HashSet<>();
    for (String name : names) {
      assertThat(once.add(name)).as("once: %s", name).isTrue();
    }
  }

  /** No acknowledged event is nowhere. */
  void haveAll(Set<String> acknowledged) {
    Set<String> missing = new HashSet<>(acknowledged);
    names.forEach(missing::remove);
    assertThat(missing).as("acknowledged, but stored nowhere").isEmpty();
  }
}
