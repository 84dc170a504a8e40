package dev.logtrail.job.inbox;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtrail.store.StoreException;
import dev.logtrail.store.fake.FakeInbox;
import dev.logtrail.store.fake.FaultPlan;
import dev.logtrail.store.inbox.InboxItem;
import dev.logtrail.store.inbox.WaitingItems;
import dev.logtrail.trail.Delivery;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.Source;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsAddition;
import org.junit.jupiter.api.Test;

/** Reading the inbox: in order, nothing left out, and deleting only what a checkpoint covers. */
@SuppressWarnings("try") // Flink declares close() so
class InboxReaderTest {
  private static final int FIRST = 1;
  private static final int SECOND = 2;

  /** The openings draw a writer each, {@link #readers} too. */
  private static final int LARGE_OF_FIRST = 4;

  /** In a large delivery; ten make a piece, and some pieces are on their way at any moment. */
  private static final int EVENTS = 120;

  private final FakeInbox first = new FakeInbox(Long.MAX_VALUE);
  private final FakeInbox second = first.reopen(Long.MAX_VALUE);

  /** The reader's own opening, which it closes. */
  private final FakeInbox readers = first.reopen(0);

  private static void put(FakeInbox inbox, String body) {
    inbox.put(delivery(body));
  }

  private static Delivery delivery(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return new Delivery(Source.SUBSCRIPTION, "123456789012", "eu-west-1", bytes);
  }

  /** What the inbox still holds. */
  private List<String> left() {
    List<InboxItem> items = WaitingItems.of(first);
    return items.stream()
        .map(item -> new String(item.delivery().body(), StandardCharsets.UTF_8))
        .toList();
  }

  @Test
  void readsEachWriterInOrderOverManyFetches() throws Exception {
    for (int i = 0; i < 700; i++) {
      put(second, "second " + i);
      put(first, "first " + i);
    }
    try (ReaderHarness job = ReaderHarness.open(readers, FIRST, SECOND)) {
      job.readUntil(1_400);
      for (String writer : List.of("first ", "second ")) {
        assertThat(job.read.stream().filter(body -> body.startsWith(writer)))
            .containsExactlyElementsOf(IntStream.range(0, 700).mapToObj(i -> writer + i).toList());
      }
      assertThat(job.read.subList(0, 600)).as("neither waits for the other").contains("second 0");
      job.checkpoint(1);
      job.reader.notifyCheckpointComplete(1);
      assertThat(left()).isEmpty();
    }
    assertThat(readers.readFaults().calls()).as("fetches").isGreaterThan(2);
  }

  @Test
  void othersComeBetweenThePiecesOfALargeDelivery() throws Exception {
    String payload = payload(EVENTS, 100_000);
    first.putLarge(delivery(payload));
    first.putLarge(delivery(payload));
    try (ReaderHarness job = ReaderHarness.open(readers, FIRST, LARGE_OF_FIRST)) {
      job.readUntil(1);
      assertThat(job.ahead.get(0)).as("decoded").isNotNull();
      put(first, "small");
      while (!job.read.contains("small")) {
        job.readUntil(job.read.size() + 1);
      }
      assertThat(events(job)).as("events before it").hasSizeLessThan(EVENTS);
      assertThat(left()).as("with the first of the large ones").hasSize(2);
      job.checkpoint(1);
      job.reader.notifyCheckpointComplete(1);
      assertThat(left().stream().map(String::length))
          .as("it is not read to its end")
          .containsExactly(payload.length());

      while (events(job).size() < 2 * EVENTS) {
        job.readUntil(job.read.size() + 1);
      }
      put(first, "last"); // Each event was read, and perhaps not the empty end of the delivery.
      while (!job.read.contains("last")) {
        job.readUntil(job.read.size() + 1);
      }
      job.checkpoint(2);
      job.reader.notifyCheckpointComplete(2);
      assertThat(left()).isEmpty();
      assertThat(events(job).subList(0, EVENTS)).doesNotHaveDuplicates();
      assertThat(events(job).subList(EVENTS, 2 * EVENTS)).isEqualTo(events(job).subList(0, EVENTS));
    }
  }

  @Test
  void aLargeDeliveryThatCannotBeReadToItsEndIsHandedOnWhole() throws Exception {
    String cut = payload(40, 100_000);
    byte[] packed = gzip(cut);
    byte[] damaged = Arrays.copyOf(packed, packed.length - 9);
    first.putLarge(new Delivery(Source.SUBSCRIPTION, "123456789012", "eu-west-1", damaged));
    put(second, "behind");
    try (ReaderHarness job = ReaderHarness.open(readers, FIRST, SECOND, LARGE_OF_FIRST)) {
      while (!job.ahead.contains(null) || job.read.size() < 2) {
        job.readUntil(job.read.size() + 1);
      }
      assertThat(job.read).contains("behind");
    }
  }

  private static List<String> events(ReaderHarness job) {
    return job.ahead.stream()
        .filter(Objects::nonNull)
        .flatMap(decoded -> decoded.batches().stream())
        .flatMap(batch -> batch.events().stream())
        .map(LogEvent::id)
        .toList();
  }

  private static String payload(int events, int chars) {
    String event = "{\"id\":\"%d\",\"timestamp\":1,\"message\":\"" + "m".repeat(chars) + "\"}";
    return IntStream.range(0, events)
        .mapToObj(event::formatted)
        .collect(
            joining(
                ",",
                "{\"messageType\":\"DATA_MESSAGE\",\"owner\":\"1\",\"logGroup\":\"g\",\"logStream\":\"s\",\"logEvents\":[",
                "]}"));
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  void readsWhatComesWhileItWaits() throws Exception {
    try (ReaderHarness job = ReaderHarness.open(readers, FIRST, SECOND)) {
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
    try (ReaderHarness job = ReaderHarness.open(readers, FIRST, SECOND)) {
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
    try (ReaderHarness job = ReaderHarness.open(readers, FIRST, SECOND)) {
      job.checkpoint(1);
      job.readUntil(1);
      job.checkpoint(2);
      job.reader.notifyCheckpointAborted(2);
      job.reader.notifyCheckpointComplete(1);
      assertThat(left()).as("the first covers nothing").containsExactly("a");
    }
  }

  @Test
  void readsItsOwnWritersAlone() throws Exception {
    put(first, "a");
    put(second, "b");
    try (ReaderHarness job = ReaderHarness.open(readers, SECOND)) {
      job.readUntil(1);
      job.checkpoint(1);
      job.reader.notifyCheckpointComplete(1);
      assertThat(left()).containsExactly("a");
      job.add(FIRST);
      job.readUntil(2);
      assertThat(job.read).containsExactly("b", "a");
    }
  }

  @Test
  void resumesBehindWhatIsDeletedWithoutGapOrRepeat() throws Exception {
    List<String> all = new ArrayList<>();
    for (int run = 0; run < 4; run++) {
      put(first, "first " + run);
      try (ReaderHarness job = ReaderHarness.open(readers, FIRST, SECOND)) {
        job.readUntil(1);
        job.checkpoint(run);
        job.reader.notifyCheckpointComplete(run);
        all.addAll(job.read);
      }
      assertThat(left()).isEmpty();
    }
    assertThat(all).containsExactly("first 0", "first 1", "first 2", "first 3");
  }

  @Test
  void readsAgainWhatNoCompletedCheckpointDeleted() throws Exception {
    put(first, "a");
    put(first, "b");
    try (ReaderHarness job = ReaderHarness.open(readers, FIRST)) {
      job.readUntil(2);
      job.checkpoint(1);
    }
    put(first, "c");
    try (ReaderHarness job = ReaderHarness.open(readers, FIRST)) {
      job.checkpoint(2);
      job.reader.notifyCheckpointComplete(2);
      assertThat(left()).as("it had read nothing yet").hasSize(3);
      job.readUntil(3);
      assertThat(job.read).containsExactly("a", "b", "c");
    }
  }

  @Test
  void takesNothingFromACheckpointWhoeverMadeIt() throws Exception {
    put(first, "a");
    InboxSplit old = new InboxSplitSerializer().deserialize(1, new byte[4]);
    for (InboxSplit foreign : List.of(new InboxSplit(FIRST, 900), new InboxSplit(44, 7), old)) {
      try (ReaderHarness job = ReaderHarness.restored(readers, foreign, FIRST)) {
        job.readUntil(1);
        assertThat(job.read).containsExactly("a");
      }
    }
  }

  @Test
  void givesAWriterBackThatIsQuietOnceNothingOfItWaits() throws Exception {
    AtomicLong nanos = new AtomicLong();
    put(first, "a");
    put(second, "b");
    InboxSplitReader fetching = new InboxSplitReader(readers, 1, nanos::get);
    List<InboxSplit> splits = List.of(InboxSplit.of(FIRST), InboxSplit.of(SECOND));
    fetching.handleSplitsChanges(new SplitsAddition<>(splits));
    assertThat(fetching.fetch().nextSplit()).isNotNull();

    nanos.addAndGet(InboxSplitReader.QUIET_NS + 1);
    assertThat(fetching.fetch().finishedSplits()).as("what is read still waits").isEmpty();

    readers.delete(Map.of(FIRST, 1L));
    nanos.addAndGet(InboxSplitReader.QUIET_NS + 1);
    assertThat(fetching.fetch().finishedSplits()).containsExactly(InboxSplit.id(FIRST));

    readers.delete(Map.of(SECOND, 1L));
    nanos.addAndGet(1);
    assertThat(fetching.fetch().finishedSplits()).as("asked a moment ago").isEmpty();
    fetching.close();
  }

  @Test
  void anyReadMayFailAndTheErrorIsSeen() throws Exception {
    put(first, "a");
    for (int n = 1; n <= 3; n++) {
      readers.readFaults().failCall(n, FaultPlan.When.BEFORE);
      try (ReaderHarness job = ReaderHarness.open(readers, FIRST, SECOND)) {
        assertThatThrownBy(() -> job.readUntil(Integer.MAX_VALUE))
            .as("read %d", n)
            .hasRootCauseInstanceOf(StoreException.class)
            .hasStackTraceContaining("planned fault: cannot read");
      }
      try (ReaderHarness job = ReaderHarness.open(readers, FIRST, SECOND)) {
        job.readUntil(1);
        assertThat(job.read).as("after a restart").containsExactly("a");
      }
    }
  }

  @Test
  void aDeleteThatFailsIsSeenAndTheNextCheckpointDeletes() throws Exception {
    put(first, "a");
    try (ReaderHarness job = ReaderHarness.open(readers, FIRST, SECOND)) {
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
