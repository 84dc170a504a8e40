package dev.logtrail.job.assemble;

import static dev.logtrail.job.assemble.Drafted.event;
import static dev.logtrail.job.assemble.Drafted.events;
import static dev.logtrail.job.assemble.Drafted.marker;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.job.kit.TextLines;
import dev.logtrail.store.TrailSegment;
import dev.logtrail.store.TrailWrite;
import dev.logtrail.structured.convention.Conventions;
import dev.logtrail.trail.CloseReason;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.TrailEvent;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a write holds: the new row, the segments that changed, and no others. */
class TrailDraftTest {
  private static final Conventions CONVENTIONS = Conventions.builtIn();
  private static final TextLines LINES = new TextLines();
  private static final int FULL = TrailSegment.MAX_EVENTS;

  private final Drafted store = new Drafted();

  private static TrailDraft draft(TrailLimits limits) {
    return TrailDraft.create(Drafted.KEY, 42, Drafted.BEGIN, limits, CONVENTIONS);
  }

  private static TrailDraft draft() {
    return draft(TrailLimits.DEFAULT);
  }

  private TrailDraft revise(List<TrailEvent> events) {
    return TrailDraft.revise(store.stored(), events, TrailLimits.DEFAULT, CONVENTIONS);
  }

  private TrailWrite write(TrailDraft draft) {
    TrailWrite write = draft.write(7);
    store.store(write);
    assertThat(draft.isDirty()).isFalse();
    assertThat(draft.isStored()).isTrue();
    return write;
  }

  private static List<Integer> numbers(TrailWrite write) {
    return write.segments().stream().map(TrailSegment::segNo).toList();
  }

  @Test
  void writesOnlyTheOpenSegmentAgain() {
    TrailDraft draft = draft();
    events(0, FULL + 5).forEach(draft::add);
    assertThat(draft.isDirty()).isTrue();
    assertThat(numbers(write(draft))).containsExactly(0, 1);
    draft.add(event(FULL + 5, "one more"));
    TrailWrite second = write(draft);
    assertThat(numbers(second)).containsExactly(1);
    assertThat(second.segments().get(0).events()).hasSize(6);
    assertThat(second.removedSegments()).isEmpty();
    assertThat(second.row().segmentCount()).isEqualTo(2);
    assertThat(second.row().eventCount()).isEqualTo(FULL + 6);
    assertThat(draft.holds(event(0, "line 0"))).as("full and forgotten").isFalse();
    assertThat(draft.holds(event(FULL, "line " + FULL))).isTrue();
  }

  @Test
  void opensASegmentWhenTheTextIsFull() {
    TrailDraft draft = draft();
    String half = "x".repeat(TrailSegment.MAX_RAW_BYTES / 2);
    draft.add(event(0, half));
    draft.add(event(1, half));
    draft.add(event(2, "y"));
    draft.add(event(3, "z".repeat(2 * TrailSegment.MAX_RAW_BYTES)));
    TrailWrite write = write(draft);
    assertThat(write.segments()).extracting(s -> s.events().size()).containsExactly(2, 1, 1);
    assertThat(write.row().rawBytes()).isEqualTo(3L * TrailSegment.MAX_RAW_BYTES + 1);
  }

  @Test
  void countsTextInUtf8() {
    TrailDraft draft = draft();
    draft.add(event(0, "aß€😀"));
    assertThat(write(draft).row().rawBytes()).isEqualTo(1 + 2 + 3 + 4);
  }

  @Test
  void theRowsVersionRises() {
    TrailDraft draft = draft();
    draft.add(event(0, "a"));
    TrailWrite first = write(draft);
    draft.add(event(1, "b"));
    TrailWrite second = write(draft);
    assertThat(first.row().epoch()).isEqualTo(7);
    assertThat(second.row().revision()).isGreaterThan(first.row().revision());
    TrailDraft revised = revise(events(0, 5));
    assertThat(write(revised).row().revision()).isGreaterThan(second.row().revision());
    assertThat(second.row().day()).isEqualTo(LocalDate.ofEpochDay(Drafted.BEGIN / 86_400_000));
    assertThat(store.stored().row().trailId()).isEqualTo(42);
  }

  @Test
  void refusesAndCountsEventsBeyondTheLimit() {
    TrailDraft draft = draft(new TrailLimits(3, 1_000));
    events(0, 5).forEach(draft::add);
    assertThat(draft.takeRefused()).isEqualTo(Map.of(Source.SUBSCRIPTION, 2));
    assertThat(draft.takeRefused()).as("counted once").isEmpty();
    TrailWrite write = write(draft);
    assertThat(write.row().eventCount()).isEqualTo(3);
    assertThat(write.row().header().truncated()).isTrue();
    assertThat(write.row().header().closeReason()).isEqualTo(CloseReason.LIMIT);
    draft.add(event(9, "too late"));
    assertThat(draft.isDirty()).as("the row says so already").isFalse();
    assertThat(draft.takeRefused()).isEqualTo(Map.of(Source.SUBSCRIPTION, 1));
  }

  @Test
  void refusesTextBeyondTheLimitAndTakesWhatStillFits() {
    TrailDraft draft = draft(new TrailLimits(100, 10));
    draft.add(event(0, "12345678"));
    draft.add(event(1, "123"));
    draft.add(event(2, "12"));
    TrailWrite write = write(draft);
    assertThat(draft.takeRefused()).isEqualTo(Map.of(Source.SUBSCRIPTION, 1));
    assertThat(write.row().rawBytes()).isEqualTo(10);
    assertThat(store.stored().events()).extracting(e -> e.event().message()).contains("12");
  }

  @Test
  void anotherStartChangesTheRowAlone() {
    TrailDraft draft = draft();
    draft.add(event(0, "a"));
    assertThat(write(draft).row().header().closeReason()).isNull();
    draft.setInterrupted(false);
    assertThat(draft.isDirty()).isFalse();
    draft.setInterrupted(true);
    TrailWrite write = write(draft);
    assertThat(write.segments()).isEmpty();
    assertThat(write.row().header().closeReason()).isEqualTo(CloseReason.NEXT_START);
    draft.add(marker(1, LINES.report(Drafted.REQUEST, 1, null)));
    assertThat(write(draft).row().header().closeReason()).isEqualTo(CloseReason.REPORT);
  }
}
