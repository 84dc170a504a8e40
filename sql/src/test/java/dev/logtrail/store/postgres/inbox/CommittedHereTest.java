package dev.logtrail.store.postgres.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.limit.MemoryBudgets;
import dev.logtrail.store.inbox.InboxItem;
import dev.logtrail.trail.Delivery;
import dev.logtrail.trail.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a process keeps of its own commits for its own reader. */
class CommittedHereTest {
  private static final int WRITER = 7;
  private static final int OTHER = 8;

  private final CommittedHere here =
      CommittedHere.of("jdbc:postgresql:" + UUID.randomUUID()); // no other test's

  private final List<Integer> told = new ArrayList<>();
  private final CommittedHere.Reader reader = here.reader(told::add);

  private static List<InboxItem> items(int bytes, long from, long to) {
    return LongStream.rangeClosed(from, to)
        .mapToObj(
            seq ->
                new InboxItem(
                    WRITER, seq, new Delivery(Source.SUBSCRIPTION, "a", "r", new byte[bytes])))
        .toList();
  }

  private List<Long> take(long position) {
    return reader.take(Map.of(WRITER, position), 100, 1 << 20).stream()
        .map(InboxItem::seq)
        .toList();
  }

  private void attach() {
    reader.attach();
    assertThat(take(0)).isEmpty();
  }

  @Test
  void keepsNothingWithoutAReader() {
    here.committed(WRITER, items(10, 1, 3));

    assertThat(take(0)).isEmpty();
    assertThat(here.isRead(Map.of(WRITER, 2L))).isFalse();
    assertThat(here.isRead(Map.of(WRITER, 3L))).isTrue();
  }

  @Test
  void givesWhatFollowsAPositionOnce() {
    attach();
    here.committed(WRITER, items(10, 1, 5));

    assertThat(take(2)).containsExactly(3L, 4L, 5L);
    assertThat(take(2)).isEmpty();
    assertThat(here.isRead(Map.of(WRITER, 2L))).isFalse();
  }

  @Test
  void givesNothingBehindAGap() {
    attach();
    here.committed(WRITER, items(10, 4, 5));

    assertThat(take(2)).isEmpty();
    assertThat(take(3)).containsExactly(4L, 5L);
  }

  @Test
  void keepsNoMoreThanItsPartOfTheMemoryAndGivesItBack() {
    long before = MemoryBudgets.ofThisProcess().requests().usedBytes();
    long limit = MemoryBudgets.ofThisProcess().requests().limitBytes();
    attach();

    here.committed(WRITER, items((int) (limit / 10), 1, 9));

    assertThat(MemoryBudgets.ofThisProcess().requests().usedBytes() - before)
        .isBetween(limit / 10, limit / 3);
    reader.detach();
    assertThat(MemoryBudgets.ofThisProcess().requests().usedBytes()).isEqualTo(before);
  }

  @Test
  void forgetsAWriterThatIsClosed() {
    attach();
    here.committed(WRITER, items(10, 1, 5));

    here.closed(WRITER);

    assertThat(take(0)).isEmpty();
    assertThat(here.isRead(Map.of(WRITER, 0L))).isTrue();
  }

  @Test
  void keepsNothingOfAWriterThatNobodyHereReads() {
    here.opened(WRITER);
    reader.attach();
    assertThat(here.isReadHere(WRITER)).isFalse();
    here.committed(WRITER, items(10, 1, 2));
    assertThat(told).containsExactly(WRITER);

    assertThat(take(0)).isEmpty();
    assertThat(here.isReadHere(WRITER)).isTrue();
    here.committed(WRITER, items(10, 3, 4));
    assertThat(take(0)).as("behind a gap").isEmpty();
    assertThat(take(2)).containsExactly(3L, 4L);

    here.committed(WRITER, items(10, 5, 5));
    assertThat(reader.take(Map.of(OTHER, 0L), 100, 1 << 20)).isEmpty();
    assertThat(here.isReadHere(WRITER)).isFalse();
    assertThat(take(4)).as("no reader was left").isEmpty();
  }

  @Test
  void knowsTheWritersOfThisProcess() {
    here.opened(WRITER);
    here.opened(OTHER);
    here.closed(WRITER);

    assertThat(here.writers()).containsExactly(OTHER);
  }

  @Test
  void aListenerThatFailsHarmsNobody() {
    CommittedHere.Reader failing =
        here.reader(
            writer -> {
              throw new IllegalStateException("planned");
            });
    failing.attach();
    attach();
    here.committed(WRITER, items(10, 1, 1));

    assertThat(told).containsExactly(WRITER);
    assertThat(take(0)).containsExactly(1L);
  }

  private static final long SECOND_NS = 1_000_000_000;

  /** Runs a wait that lasts until something is done, and tells whether it lasted so long. */
  private boolean waitsUntil(long longestNs, Runnable done) throws Exception {
    AtomicBoolean waited = new AtomicBoolean();
    Thread writer =
        new Thread(
            () -> {
              try {
                here.awaitReader(WRITER, longestNs);
                waited.set(true);
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    writer.start();
    while (writer.getState() != Thread.State.TIMED_WAITING && writer.isAlive()) {
      Thread.onSpinWait();
    }
    boolean waits = !waited.get();
    done.run();
    writer.join();
    return waits;
  }

  /** A third of what is kept. */
  private static int large() {
    return (int) (MemoryBudgets.ofThisProcess().requests().limitBytes() / 12);
  }

  @Test
  void aWriterFarAheadWaitsForItsReader() throws Exception {
    attach();
    here.committed(WRITER, items(large(), 1, 1));
    assertThat(waitsUntil(60 * SECOND_NS, () -> {})).as("not far").isFalse();

    here.committed(WRITER, items(large(), 2, 2));
    assertThat(waitsUntil(60 * SECOND_NS, () -> take(0))).isTrue();
    reader.detach();
  }

  @Test
  void aWriterWaitsUntilWhatFoundNoMemoryIsReadFromTheStore() throws Exception {
    attach();
    here.committed(WRITER, items(4 * large(), 1, 1));

    assertThat(waitsUntil(60 * SECOND_NS, () -> take(1))).isTrue();
    assertThat(waitsUntil(60 * SECOND_NS, () -> {})).isFalse();
    reader.detach();
  }

  @Test
  void aWriterDoesNotWaitForAReaderThatStandsStillOrIsGone() throws Exception {
    attach();
    here.committed(WRITER, items(4 * large(), 1, 2));
    here.awaitReader(WRITER, SECOND_NS / 20); // To see whether it reads.
    assertThat(waitsUntil(60 * SECOND_NS, () -> {})).as("it does not").isFalse();

    take(1);
    assertThat(waitsUntil(60 * SECOND_NS, reader::detach)).as("until it is gone").isTrue();
  }
}
