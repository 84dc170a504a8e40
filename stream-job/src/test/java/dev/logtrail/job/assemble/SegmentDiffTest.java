package dev.logtrail.job.assemble;

import static dev.logtrail.job.assemble.Drafted.event;
import static dev.logtrail.job.assemble.Drafted.events;
import static dev.logtrail.job.assemble.Drafted.marker;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.store.TrailSegment;
import dev.logtrail.trail.TrailEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SegmentDiffTest {
  private static final List<TrailSegment> STORED =
      List.of(
          new TrailSegment(0, events(0, 3)),
          new TrailSegment(1, events(3, 6)),
          new TrailSegment(4, events(6, 7)));

  private static List<TrailEvent> without(List<TrailEvent> events, int... numbers) {
    List<TrailEvent> left = new ArrayList<>(events);
    for (int n : numbers) {
      left.remove(event(n, "line " + n));
    }
    return left;
  }

  @Test
  void findsNothingWhereNothingChanged() {
    SegmentDiff diff = SegmentDiff.of(STORED, events(0, 7));
    assertThat(diff.kept()).isEqualTo(Map.of(0, events(0, 3), 1, events(3, 6), 4, events(6, 7)));
    assertThat(diff.changed()).isEmpty();
    assertThat(diff.emptied()).isEmpty();
    assertThat(diff.added()).isEmpty();
  }

  @Test
  void addsWhatNoSegmentHoldsInTheStreamsOrder() {
    List<TrailEvent> all = new ArrayList<>(events(7, 10));
    all.addAll(events(0, 7));
    SegmentDiff diff = SegmentDiff.of(STORED, all);
    assertThat(diff.added()).isEqualTo(events(7, 10));
    assertThat(diff.changed()).as("stored segments stay as they are").isEmpty();
  }

  @Test
  void aLateEventIsAddedAndNotPutAmongItsNeighbours() {
    List<TrailSegment> gap = List.of(new TrailSegment(0, without(events(0, 3), 1)));
    SegmentDiff diff = SegmentDiff.of(gap, events(0, 3));
    assertThat(diff.added()).isEqualTo(events(1, 2));
    assertThat(diff.changed()).isEmpty();
  }

  @Test
  void changesTheSegmentThatLosesAnEvent() {
    SegmentDiff diff = SegmentDiff.of(STORED, without(events(0, 7), 4));
    assertThat(diff.changed()).isEqualTo(Set.of(1));
    assertThat(diff.kept().get(1)).isEqualTo(without(events(3, 6), 4));
    assertThat(diff.emptied()).isEmpty();
  }

  @Test
  void changesTheSegmentWhoseEventHasAnotherBasis() {
    List<TrailEvent> now = new ArrayList<>(events(0, 7));
    now.set(5, marker(5, "line 5"));
    SegmentDiff diff = SegmentDiff.of(STORED, now);
    assertThat(diff.changed()).isEqualTo(Set.of(1));
    assertThat(diff.kept().get(1)).containsExactly(now.get(3), now.get(4), now.get(5));
    assertThat(diff.added()).isEmpty();
  }

  @Test
  void emptiesASegmentThatLosesItsLastEvent() {
    SegmentDiff diff = SegmentDiff.of(STORED, without(events(0, 7), 3, 4, 5));
    assertThat(diff.emptied()).containsExactly(1);
    assertThat(diff.kept()).containsOnlyKeys(0, 4);
    assertThat(diff.changed()).isEmpty();
  }

  @Test
  void emptiesAllOfATrailWithoutEvents() {
    SegmentDiff diff = SegmentDiff.of(STORED, List.of());
    assertThat(diff.emptied()).containsExactly(0, 1, 4);
    assertThat(diff.kept()).isEmpty();
    assertThat(diff.changed()).isEmpty();
    assertThat(diff.added()).isEmpty();
  }

  @Test
  void theOrderWithinASegmentIsNoDifference() {
    List<TrailEvent> turned = List.of(event(2, "line 2"), event(0, "line 0"), event(1, "line 1"));
    SegmentDiff diff = SegmentDiff.of(List.of(new TrailSegment(0, turned)), events(0, 3));
    assertThat(diff.changed()).isEmpty();
    assertThat(diff.added()).isEmpty();
  }
}
