package dev.logtrail.job.assemble;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.job.kit.TextLines;
import dev.logtrail.reading.header.Headers;
import dev.logtrail.store.StoredTrail;
import dev.logtrail.store.TrailSegment;
import dev.logtrail.store.TrailWrite;
import dev.logtrail.structured.convention.Conventions;
import dev.logtrail.trail.Basis;
import dev.logtrail.trail.TrailEvent;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Whatever a trail goes through, the store ends with its events and the header of all of them; and
 * a segment that is forgotten is not written again before it is revised.
 */
class TrailDraftHistoryTest {
  private static final int SEEDS = 60;
  private static final TextLines LINES = new TextLines();

  /** The START's id: it stays, so that the trail is never empty. */
  private static final String FIRST = "%056d".formatted(0);

  private final Map<String, TrailEvent> expected = new TreeMap<>();
  private final Drafted store = new Drafted();
  private TrailDraft draft;
  private Random random;

  /** Nothing but ordinary lines: their header is counted, and not read. */
  private boolean calm;

  private int next;
  private int forgottenBelow;
  private int longest;

  @Test
  void theStoreHasWhatTheTrailHas() {
    for (int seed = 0; seed < SEEDS; seed++) {
      TrailDraftHistoryTest trail = new TrailDraftHistoryTest();
      trail.random = new Random(seed);
      trail.calm = seed % 2 == 0;
      trail.run(seed);
      longest = Math.max(longest, trail.forgottenBelow);
    }
    assertThat(longest).as("full segments of the longest trail").isGreaterThan(1);
  }

  private void run(int seed) {
    draft =
        TrailDraft.create(
            Drafted.KEY, 1, Drafted.BEGIN, TrailLimits.DEFAULT, Conventions.builtIn());
    add(Drafted.marker(next++, LINES.start(Drafted.REQUEST)));
    for (int step = 0; step < 30; step++) {
      switch (random.nextInt(8)) {
        case 0, 1, 2 -> grow(random.nextInt(10));
        case 3 -> grow(random.nextInt(900));
        case 4 -> giveAway();
        case 5 -> place();
        case 6 -> write(seed);
        default -> revise(seed);
      }
    }
    add(Drafted.marker(next++, LINES.report(Drafted.REQUEST, 7, null)));
    write(seed);
  }

  private void grow(int count) {
    for (int i = 0; i < count; i++) {
      String text =
          switch (calm ? 7 + random.nextInt(2) : random.nextInt(9)) {
            case 0 -> "Traceback (most recent call last):\n  File \"a.py\", line 1\nKeyError: 'x'";
            case 1 -> "[ERROR]\t2026-11-20T10:00:00.000Z\t" + Drafted.REQUEST + "\tfailed " + next;
            case 2 -> "{\"level\":\"error\",\"message\":\"no " + next + "\"}";
            case 3 -> "    at com.example.Some.method(Some.java:" + next + ")";
            case 7 -> LINES.end(Drafted.REQUEST);
            default -> "line ü" + next;
          };
      add(Drafted.event(next++, text));
    }
  }

  private void add(TrailEvent event) {
    draft.add(event);
    expected.put(event.event().id(), event);
  }

  /** An event that is at hand, but not the first of the trail; null if there is none. */
  private TrailEvent held() {
    List<TrailEvent> held = expected.values().stream().skip(1).filter(draft::holds).toList();
    return held.isEmpty() ? null : held.get(random.nextInt(held.size()));
  }

  private void giveAway() {
    TrailEvent event = held();
    if (event != null) {
      draft.remove(event);
      expected.remove(event.event().id());
    }
  }

  private void place() {
    TrailEvent event = held();
    if (event != null) {
      Basis basis = random.nextBoolean() ? Basis.AFTER_END : Basis.REQUEST_ID;
      TrailEvent placed = new TrailEvent(event.event(), basis, !event.bleed(), event.source());
      draft.replace(placed);
      expected.put(event.event().id(), placed);
    }
  }

  /** As a repair does: some events are gone, some come late. */
  private void revise(int seed) {
    write(seed);
    expected.values().removeIf(e -> !e.event().id().equals(FIRST) && random.nextInt(50) == 0);
    for (TrailEvent late : Drafted.events(next, next + random.nextInt(20))) {
      expected.put(late.event().id(), late);
      next++;
    }
    StoredTrail stored = store.stored();
    List<TrailEvent> events = List.copyOf(expected.values());
    forgottenBelow = 0;
    draft = TrailDraft.revise(stored, events, TrailLimits.DEFAULT, Conventions.builtIn());
    assertThat(draft.isDirty()).isEqualTo(!stored.events().equals(events));
  }

  private void write(int seed) {
    TrailWrite write = draft.write(1);
    store.store(write);
    StoredTrail stored = store.stored();
    List<TrailEvent> all = List.copyOf(expected.values());
    assertThat(stored.events()).as("seed %d", seed).isEqualTo(all);
    assertThat(stored.row().header())
        .as("seed %d", seed)
        .isEqualTo(Headers.of(Drafted.KEY, all, null, false));
    assertThat(stored.row().eventCount()).isEqualTo(all.size());
    assertThat(stored.row().segmentCount()).isEqualTo(stored.segments().size());
    assertThat(stored.row().rawBytes()).isEqualTo(all.stream().mapToLong(Segments::bytes).sum());
    assertThat(write.segments()).allMatch(s -> s.events().size() <= TrailSegment.MAX_EVENTS);
    assertThat(write.segments()).allMatch(s -> s.segNo() >= forgottenBelow);
    forgottenBelow = stored.segments().stream().mapToInt(TrailSegment::segNo).max().orElse(0);
    assertThat(draft.isDirty()).isFalse();
  }
}
