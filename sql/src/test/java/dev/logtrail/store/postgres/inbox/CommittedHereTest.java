package dev.logtrail.store.postgres.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.limit.MemoryBudgets;
import dev.logtrail.store.inbox.InboxItem;
import dev.logtrail.trail.Delivery;
import dev.logtrail.trail.Source;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a process keeps of its own commits for its own reader. */
class CommittedHereTest {
  private static final int WRITER = 7;
  private static final Runnable READER = () -> {};

  private final CommittedHere here =
      CommittedHere.of("jdbc:postgresql:" + UUID.randomUUID()); // no other test's

  private static List<InboxItem> items(int bytes, long from, long to) {
    return LongStream.rangeClosed(from, to)
        .mapToObj(
            seq ->
                new InboxItem(
                    WRITER, seq, new Delivery(Source.SUBSCRIPTION, "a", "r", new byte[bytes])))
        .toList();
  }

  private List<Long> take(long position) {
    return here.take(Map.of(WRITER, position), 100, 1 << 20).stream().map(InboxItem::seq).toList();
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
    here.attach(READER);
    here.committed(WRITER, items(10, 1, 5));

    assertThat(take(2)).containsExactly(3L, 4L, 5L);
    assertThat(take(2)).isEmpty();
    assertThat(here.isRead(Map.of(WRITER, 2L))).isFalse();
  }

  @Test
  void givesNothingBehindAGap() {
    here.attach(READER);
    here.committed(WRITER, items(10, 4, 5));

    assertThat(take(2)).isEmpty();
    assertThat(take(3)).containsExactly(4L, 5L);
  }

  @Test
  void keepsNoMoreThanItsPartOfTheMemoryAndGivesItBack() {
    long before = MemoryBudgets.ofThisProcess().requests().usedBytes();
    long limit = MemoryBudgets.ofThisProcess().requests().limitBytes();
    here.attach(READER);

    here.committed(WRITER, items((int) (limit / 10), 1, 9));

    assertThat(MemoryBudgets.ofThisProcess().requests().usedBytes() - before)
        .isBetween(limit / 10, limit / 3);
    here.detach(READER);
    assertThat(MemoryBudgets.ofThisProcess().requests().usedBytes()).isEqualTo(before);
  }

  @Test
  void forgetsAWriterThatIsClosed() {
    here.attach(READER);
    here.committed(WRITER, items(10, 1, 5));

    here.closed(WRITER);

    assertThat(take(0)).isEmpty();
    assertThat(here.isRead(Map.of())).isTrue();
  }
}
