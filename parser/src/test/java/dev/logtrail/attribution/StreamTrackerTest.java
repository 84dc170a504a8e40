package dev.logtrail.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StreamTrackerTest {

  @Test
  void splitFindsTheTrueOwnerOfEveryLine() {
    for (int seed = 0; seed < 300; seed++) {
      LabelledStream stream = LabelledStream.python(seed, 6);
      Map<String, String> found = new HashMap<>();
      for (AttributedTrail trail :
          StreamSplit.split(LabelledStream.STREAM, Source.FILE, stream.events)) {
        trail.events().forEach(e -> found.put(e.event().id(), name(trail.key())));
      }
      assertThat(new TreeMap<>(found)).as("seed %d", seed).isEqualTo(new TreeMap<>(stream.owners));
    }
  }

  @Test
  void deliveriesInAnyOrderCutAndRepeatedEndInTheSameTrails() {
    int repairs = 0;
    for (int seed = 0; seed < 400; seed++) {
      LabelledStream stream = LabelledStream.python(seed, 6);
      Random random = new Random(seed);
      Deliveries store = new Deliveries();
      for (List<LogEvent> delivery : deliveries(stream.events, random)) {
        if (random.nextInt(10) == 0) {
          store.forget();
        }
        store.deliver(delivery);
      }
      repairs += store.repairs;
      assertThat(store.trails()).as("seed %d", seed).isEqualTo(expected(stream.events));
    }
    assertThat(repairs).isPositive();
  }

  @Test
  void anOrderedStreamNeverAsksTheStore() {
    for (int seed = 0; seed < 100; seed++) {
      LabelledStream stream = LabelledStream.python(seed, 6);
      Set<String> ids = new HashSet<>(stream.owners.values());
      boolean retries = ids.stream().anyMatch(o -> o.endsWith("#2"));
      Deliveries store = new Deliveries();
      for (LogEvent event : stream.events) {
        store.deliver(List.of(event));
      }
      assertThat(store.trails()).isEqualTo(expected(stream.events));
      boolean lookAlikes =
          stream.events.stream().filter(e -> e.message().startsWith("START")).count()
              > ids.size() - 1;
      if (!retries && !lookAlikes) {
        assertThat(store.repairs).as("seed %d", seed).isZero();
      }
    }
  }

  private static List<List<LogEvent>> deliveries(List<LogEvent> events, Random random) {
    List<List<LogEvent>> all = new ArrayList<>();
    int i = 0;
    while (i < events.size()) {
      int n = Math.min(events.size() - i, 1 + random.nextInt(6));
      List<LogEvent> delivery = new ArrayList<>(events.subList(i, i + n));
      all.add(delivery);
      if (random.nextInt(4) == 0) {
        all.add(delivery);
      }
      i += n;
    }
    if (random.nextBoolean()) {
      Collections.shuffle(all, random);
    }
    return all;
  }

  private static Map<TrailKey, List<TrailEvent>> expected(List<LogEvent> events) {
    Map<TrailKey, List<TrailEvent>> trails = new HashMap<>();
    for (AttributedTrail trail : StreamSplit.split(LabelledStream.STREAM, Source.FILE, events)) {
      trails.put(trail.key(), trail.events());
    }
    return trails;
  }

  static String name(TrailKey key) {
    return key.isEnvironment() ? "" : key.requestId() + "#" + key.startNumber();
  }

  /**
   * The least that a store and a job do: keep every event, apply steps, repair when the tracker
   * refuses.
   */
  private static final class Deliveries {
    private final Map<String, LogEvent> events = new HashMap<>();
    private final Map<String, TrailKey> owner = new HashMap<>();
    private final Map<String, TrailEvent> stored = new HashMap<>();
    private StreamTracker tracker = StreamTracker.ofNewStream(LabelledStream.STREAM);
    private int repairs;

    void forget() {
      tracker = null;
    }

    void deliver(List<LogEvent> delivery) {
      List<ScannedEvent> fresh =
          delivery.stream()
              .filter(e -> !events.containsKey(e.id()))
              .map(e -> ScannedEvent.of(e, Source.FILE))
              .sorted(ScannedEvent.ORDER)
              .toList();
      delivery.forEach(e -> events.put(e.id(), e));
      AttributionChanges changes = tracker == null ? null : tracker.append(fresh);
      if (changes == null) {
        repair();
      } else {
        changes.moves().forEach(this::move);
      }
    }

    private void move(AttributionChanges.Move move) {
      String id = move.event().event().id();
      assertThat(owner.get(id)).isEqualTo(move.from());
      owner.put(id, move.to());
      stored.put(id, move.event());
    }

    private void repair() {
      repairs++;
      List<ScannedEvent> all =
          events.values().stream().map(e -> ScannedEvent.of(e, Source.FILE)).toList();
      Set<String> ids = new HashSet<>();
      owner.values().stream().filter(k -> !k.isEnvironment()).forEach(k -> ids.add(k.requestId()));
      StreamTracker.Rebuilt rebuilt =
          StreamTracker.rebuild(LabelledStream.STREAM, all, false, Map.of(), ids);
      tracker = rebuilt.tracker();
      for (AttributedTrail trail : rebuilt.trails()) {
        for (TrailEvent event : trail.events()) {
          owner.put(event.event().id(), trail.key());
          stored.put(event.event().id(), event);
        }
      }
    }

    Map<TrailKey, List<TrailEvent>> trails() {
      Map<TrailKey, List<TrailEvent>> trails = new HashMap<>();
      stored.forEach(
          (id, e) -> trails.computeIfAbsent(owner.get(id), k -> new ArrayList<>()).add(e));
      trails.values().forEach(list -> list.sort(TrailEvent.ORDER));
      return trails;
    }
  }
}
