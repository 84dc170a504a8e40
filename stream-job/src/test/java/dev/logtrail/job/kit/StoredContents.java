package dev.logtrail.job.kit;

import dev.logtrail.store.StoredTrail;
import dev.logtrail.store.fake.FakeTrailStore;
import dev.logtrail.trail.LogBatch;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailHeader;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a store says of its trails: all but ids, epochs and revisions, which are the writers'. */
public record StoredContents(Map<TrailHeader, List<TrailEvent>> trails) {
  public static StoredContents of(FakeTrailStore store) {
    Map<TrailHeader, List<TrailEvent>> trails = new HashMap<>();
    for (StoredTrail trail : store.all()) {
      if (trails.put(trail.row().header(), trail.events()) != null) {
        throw new AssertionError("two rows of " + trail.row().header());
      }
    }
    return new StoredContents(trails);
  }

  /** Every stored event by stream and id; two of a name are a failure. */
  public static Set<String> events(FakeTrailStore store) {
    Set<String> names = new HashSet<>();
    for (StoredTrail trail : store.all()) {
      for (TrailEvent event : trail.events()) {
        String name = name(trail.row().header().key().stream(), event.event());
        if (!names.add(name)) {
          throw new AssertionError("stored twice: " + name);
        }
      }
    }
    return names;
  }

  /** The same names of what was delivered. */
  public static Set<String> events(List<LogBatch> deliveries) {
    Set<String> names = new HashSet<>();
    for (LogBatch batch : deliveries) {
      for (LogEvent event : batch.events()) {
        names.add(name(batch.stream(), event));
      }
    }
    return names;
  }

  private static String name(LogStream stream, LogEvent event) {
    return stream.logStream() + " " + event.id();
  }
}
