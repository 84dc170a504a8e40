package dev.logtrail.job.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtrail.store.StoreException;
import dev.logtrail.store.fake.FakeInbox;
import dev.logtrail.store.fake.FaultPlan;
import dev.logtrail.store.inbox.InboxItem;
import dev.logtrail.trail.Delivery;
import dev.logtrail.trail.Source;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Reading the inbox: in order, nothing left out, and deleting only what a checkpoint covers. */
@SuppressWarnings("try") // Flink declares close() so
class InboxReaderTest {
  private static final InboxSplit FRESH = new InboxSplit(Map.of());

  private final FakeInbox first = new FakeInbox(Long.MAX_VALUE);
  private final FakeInbox second = first.reopen(Long.MAX_VALUE);

  /** The reader's own opening, which it closes. */
  private final FakeInbox readers = first.reopen(0);

  private static void put(FakeInbox inbox, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    inbox.put(new Delivery(Source.SUBSCRIPTION, "123456789012", "eu-west-1", bytes));
  }

  /** What the inbox still holds. */
  private List<String> left() {
    List<InboxItem> items = first.read(Map.of(), Integer.MAX_VALUE, Long.MAX_VALUE);
    return items.stream()
        .map(item -> new String(item.delivery().body(), StandardCharsets.UTF_8))
        .toList();
  }

  @Test
  void readsByWriterAndNumberOverManyFetches() throws Exception {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 700; i++) {
      put(second, "second " + i);
      put(first, "first " + i);
    }
    for (String writer : List.of("first ", "second ")) {
      for (int i = 0; i < 700; i++) {
        expected.add(writer + i);
      }
    }
    try (ReaderHarness job = ReaderHarness.open(readers, FRESH)) {
      job.readUntil(expected.size());
      assertThat(job.read).isEqualTo(expected);
      assertThat(job.checkpoint(1).positions()).isEqualTo(Map.of(1, 700L, 2, 700L));
    }
    assertThat(readers.readFaults().calls()).as("fetches").isGreaterThan(2);
  }

  @Test
  void readsWhatComesWhileItWaits() throws Exception {
    try (ReaderHarness job = ReaderHarness.open(readers, FRESH)) {
      for (int i = 1; i <= 5; i++) {
        put(i % 2 == 0 ? first : second, "late " + i);
        job.readUntil(i);
      }
      assertThat(job.read).containsExactly("late 1", "late 2", "late 3", "late 4", "late 5");
    }
  }

  @Test
  void deletesWhatACompletedCheckpointCovers() throws Exception {
    put(first, "a");
    put(second, "b");
    try (ReaderHarness job = ReaderHarness.open(readers, FRESH)) {
      job.readUntil(2);
      job.checkpoint(1);
      put(first, "c");
      job.readUntil(3);
      job.checkpoint(2);
      put(first, "d");
      job.readUntil(4);
      assertThat(left()).as("no checkpoint is complete").containsExactly("a", "c", "d", "b");
      job.reader.notifyCheckpointComplete(1);
      assertThat(left()).containsExactly("c", "d");
      job.reader.notifyCheckpointComplete(2);
      assertThat(left()).containsExactly("d");
      job.checkpoint(3);
      job.checkpoint(4);
      job.reader.notifyCheckpointComplete(4);
      assertThat(left()).as("the later checkpoint stands for the earlier").isEmpty();
      assertThat(job.read).containsExactly("a", "b", "c", "d");
    }
  }

  @Test
  void anAbortedCheckpointDeletesNothing() throws Exception {
    put(first, "a");
    try (ReaderHarness job = ReaderHarness.open(readers, FRESH)) {
      job.checkpoint(1);
      job.readUntil(1);
      job.checkpoint(2);
      job.reader.notifyCheckpointAborted(2);
      job.reader.notifyCheckpointComplete(1);
      assertThat(left()).as("the first covers nothing").containsExactly("a");
    }
  }

  @Test
  void resumesBehindWhatIsDeletedWithoutGapOrRepeat() throws Exception {
    List<String> all = new ArrayList<>();
    InboxSplit split = FRESH;
    for (int run = 0; run < 4; run++) {
      put(first, "first " + run);
      put(second, "second " + run);
      try (ReaderHarness job = ReaderHarness.open(readers, split)) {
        job.readUntil(2);
        split = job.checkpoint(run);
        job.reader.notifyCheckpointComplete(run);
        all.addAll(job.read);
      }
      assertThat(left()).isEmpty();
    }
    assertThat(all)
        .containsExactly(
            "first 0",
            "second 0",
            "first 1",
            "second 1",
            "first 2",
            "second 2",
            "first 3",
            "second 3");
    assertThat(split.positions()).isEqualTo(Map.of(1, 4L, 2, 4L));
  }

  @Test
  void readsAgainWhatNoCompletedCheckpointDeleted() throws Exception {
    put(first, "a");
    put(first, "b");
    InboxSplit split;
    try (ReaderHarness job = ReaderHarness.open(readers, FRESH)) {
      job.readUntil(2);
      split = job.checkpoint(1);
    }
    put(first, "c");
    try (ReaderHarness job = ReaderHarness.open(readers, split)) {
      assertThat(job.checkpoint(2)).as("it has read nothing yet").isEqualTo(FRESH);
      job.reader.notifyCheckpointComplete(2);
      job.readUntil(3);
      assertThat(job.read).containsExactly("a", "b", "c");
    }
  }

  @Test
  void losesNothingByACheckpointOfAnotherDatabase() throws Exception {
    put(first, "a");
    InboxSplit foreign = new InboxSplit(Map.of(1, 900L, 44, 7L));
    try (ReaderHarness job = ReaderHarness.open(readers, foreign)) {
      job.readUntil(1);
      assertThat(job.read).containsExactly("a");
      assertThat(job.checkpoint(1).positions()).isEqualTo(Map.of(1, 1L));
    }
  }

  @Test
  void anyReadMayFailAndTheErrorIsSeen() throws Exception {
    put(first, "a");
    for (int n = 1; n <= 3; n++) {
      readers.readFaults().failCall(n, FaultPlan.When.BEFORE);
      try (ReaderHarness job = ReaderHarness.open(readers, FRESH)) {
        assertThatThrownBy(() -> job.readUntil(Integer.MAX_VALUE))
            .as("read %d", n)
            .hasRootCauseInstanceOf(StoreException.class)
            .hasStackTraceContaining("planned fault: cannot read");
      }
      try (ReaderHarness job = ReaderHarness.open(readers, FRESH)) {
        job.readUntil(1);
        assertThat(job.read).as("after a restart").containsExactly("a");
      }
    }
  }

  @Test
  void aDeleteThatFailsIsSeenAndTheNextCheckpointDeletes() throws Exception {
    put(first, "a");
    try (ReaderHarness job = ReaderHarness.open(readers, FRESH)) {
      job.readUntil(1);
      job.checkpoint(1);
      readers.deleteFaults().failCall(1, FaultPlan.When.BEFORE);
      assertThatThrownBy(() -> job.reader.notifyCheckpointComplete(1))
          .isInstanceOf(StoreException.class);
      assertThat(left()).containsExactly("a");
      job.checkpoint(2);
      job.reader.notifyCheckpointComplete(2);
      assertThat(left()).isEmpty();
    }
  }
}
