package dev.logtrail.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.trail.EventId;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.TrailEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Attribution is exact on streams in which every event knows its true request. */
class TrueStreamTest {
  private static final int SEEDS = Integer.getInteger("seeds", 200);
  private static final int REQUESTS = 6;

  @ParameterizedTest
  @EnumSource(Style.class)
  void everyEventIsFoundInItsTrueTrail(Style style) {
    for (int seed = 0; seed < SEEDS; seed++) {
      TrueStream stream = TrueStream.of(style, seed, REQUESTS);
      assertExact(style, seed, stream, split(stream.events));
      List<LogEvent> disorder = new ArrayList<>(stream.events);
      Collections.shuffle(disorder, new Random(seed));
      disorder.addAll(stream.events.subList(0, stream.events.size() / 2));
      assertExact(style, seed, stream, split(disorder));
      Collections.reverse(disorder);
      assertExact(style, seed, stream, split(disorder));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Style.class,
      names = {"NODE_JSON", "JAVA_JSON", "PYTHON_JSON"})
  void onManagedInstancesOnlyIdsCount(Style style) {
    for (int seed = 0; seed < SEEDS; seed++) {
      TrueStream stream = TrueStream.managed(style, seed, REQUESTS);
      assertExact(style, seed, stream, split(stream.events));
      List<LogEvent> disorder = new ArrayList<>(stream.events);
      Collections.shuffle(disorder, new Random(seed));
      assertExact(style, seed, stream, split(disorder));
    }
  }

  /** Carriers without ids: the order in which events came decides within a millisecond. */
  @ParameterizedTest
  @EnumSource(Style.class)
  void madeUpIdsDoAsWell(Style style) {
    for (int seed = 0; seed < SEEDS; seed++) {
      TrueStream stream = TrueStream.withoutIds(style, seed, REQUESTS);
      Map<String, Integer> equal = new HashMap<>();
      Map<String, String> truth = new TreeMap<>();
      List<LogEvent> events = new ArrayList<>();
      for (LogEvent e : stream.events) {
        int k = equal.merge(e.timestamp() + e.message(), 1, Integer::sum);
        String id = EventId.makeUp(e.timestamp(), e.message(), k);
        events.add(new LogEvent(id, e.timestamp(), e.message(), events.size()));
        truth.put(id, stream.truth.get(e.id()));
      }
      assertThat(split(events)).as("%s, seed %d", style, seed).isEqualTo(truth);
    }
  }

  /** Event by event, the state now and then lost: what was said is what the whole prefix says. */
  @ParameterizedTest
  @EnumSource(Style.class)
  void stateBetweenEventsChangesNothing(Style style) {
    for (int seed = 0; seed < SEEDS / 8; seed++) {
      stepByStep(style, seed, TrueStream.of(style, seed, REQUESTS));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Style.class,
      names = {"NODE_JSON", "JAVA_JSON", "PYTHON_JSON"})
  void norDoesItOnManagedInstances(Style style) {
    for (int seed = 0; seed < SEEDS / 4; seed++) {
      stepByStep(style, seed, TrueStream.managed(style, seed, REQUESTS));
    }
  }

  private static void stepByStep(Style style, int seed, TrueStream stream) {
    Random random = new Random(seed);
    List<LogEvent> came = new ArrayList<>();
    Map<String, String> found = new HashMap<>();
    StreamTracker tracker = StreamTracker.ofNewStream(LabelledStream.STREAM);
    for (LogEvent event : stream.events) {
      came.add(event);
      boolean lost = random.nextInt(4) == 0;
      AttributionChanges changes =
          lost ? null : tracker.append(List.of(ScannedEvent.of(event, Source.SUBSCRIPTION)));
      if (changes == null) {
        tracker = rebuilt(came, found);
      } else {
        changes.moves().forEach(m -> found.put(m.event().event().id(), place(m)));
      }
      assertThat(new TreeMap<>(found)).as("%s %d", style, seed).isEqualTo(split(came));
    }
    assertExact(style, seed, stream, found);
  }

  private static StreamTracker rebuilt(List<LogEvent> came, Map<String, String> found) {
    List<ScannedEvent> scanned = new ArrayList<>();
    came.forEach(e -> scanned.add(ScannedEvent.of(e, Source.SUBSCRIPTION)));
    Set<String> ids = new HashSet<>();
    StreamTracker.Rebuilt rebuilt =
        StreamTracker.rebuild(LabelledStream.STREAM, scanned, false, Map.of(), ids);
    found.clear();
    rebuilt.trails().forEach(t -> t.events().forEach(e -> found.put(e.event().id(), place(t, e))));
    return rebuilt.tracker();
  }

  private static void assertExact(
      Style style, int seed, TrueStream stream, Map<String, String> found) {
    if (found.equals(stream.truth)) {
      return;
    }
    for (LogEvent event : stream.events) {
      assertThat(found.get(event.id()))
          .as("%s, seed %d, %s", style, seed, event)
          .isEqualTo(stream.truth.get(event.id()));
    }
    assertThat(found).hasSameSizeAs(stream.truth);
  }

  private static Map<String, String> split(List<LogEvent> events) {
    Map<String, String> found = new TreeMap<>();
    for (AttributedTrail trail :
        StreamSplit.split(LabelledStream.STREAM, Source.SUBSCRIPTION, events)) {
      trail.events().forEach(e -> found.put(e.event().id(), place(trail, e)));
    }
    return found;
  }

  private static String place(AttributedTrail trail, TrailEvent event) {
    return trail.key().isEnvironment()
        ? "ENVIRONMENT"
        : StreamTrackerTest.name(trail.key()) + " " + event.basis();
  }

  private static String place(AttributionChanges.Move move) {
    return move.to().isEnvironment()
        ? "ENVIRONMENT"
        : StreamTrackerTest.name(move.to()) + " " + move.event().basis();
  }
}
