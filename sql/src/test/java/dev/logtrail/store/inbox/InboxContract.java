package dev.logtrail.store.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtrail.store.StoreException;
import dev.logtrail.trail.Delivery;
import dev.logtrail.trail.Source;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every inbox does. */
public abstract class InboxContract {
  private static final int MUCH = 1 << 20;
  private static final int DEADLINE_S = 20;

  protected Inbox inbox;

  /** Another opening of the test's inbox, which is empty when the test begins. */
  protected abstract Inbox openInbox(long limitBytes);

  @BeforeEach
  final void open() {
    inbox = openInbox(MUCH);
  }

  @AfterEach
  final void close() {
    inbox.close();
  }

  /** A delivery that tells itself from others. */
  protected static Delivery delivery(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return new Delivery(Source.SUBSCRIPTION, "123456789012", "eu-west-1", bytes);
  }

  private static List<String> bodies(List<InboxItem> items) {
    return items.stream()
        .map(i -> new String(i.delivery().body(), StandardCharsets.UTF_8))
        .toList();
  }

  private List<InboxItem> readAll() {
    return WaitingItems.of(inbox);
  }

  @Test
  void gives_back_what_was_put_in_order() {
    inbox.put(new Delivery(Source.FIREHOSE, "a\u0000", "r", new byte[] {0, -1, 31}));
    inbox.put(delivery("second"));
    inbox.put(delivery(""));

    List<InboxItem> items = readAll();

    assertThat(items).hasSize(3);
    assertThat(items.get(0).delivery().source()).isEqualTo(Source.FIREHOSE);
    assertThat(items.get(0).delivery().account()).isEqualTo("a\u0000");
    assertThat(items.get(0).delivery().region()).isEqualTo("r");
    assertThat(items.get(0).delivery().body()).containsExactly(0, -1, 31);
    assertThat(bodies(items).subList(1, 3)).containsExactly("second", "");
    assertThat(items).extracting(InboxItem::seq).isSorted().doesNotHaveDuplicates();
    assertThat(items).extracting(InboxItem::writer).containsOnly(items.get(0).writer());
  }

  @Test
  void an_empty_inbox_gives_nothing() {
    assertThat(readAll()).isEmpty();
    assertThat(inbox.waitingBytes()).isZero();
    inbox.delete(Map.of());
    inbox.delete(Map.of(77, 5L));
  }

  @Test
  void reads_on_from_a_position() {
    for (int i = 0; i < 5; i++) {
      inbox.put(delivery("b" + i));
    }
    InboxItem second = readAll().get(1);

    List<InboxItem> rest = inbox.read(Map.of(second.writer(), second.seq()), 100, Long.MAX_VALUE);

    assertThat(bodies(rest)).containsExactly("b2", "b3", "b4");
    assertThat(bodies(inbox.read(Map.of(second.writer(), second.seq()), 2, Long.MAX_VALUE)))
        .containsExactly("b2", "b3");
  }

  @Test
  void a_read_is_bounded_by_bytes_but_never_stuck() {
    inbox.put(delivery("x".repeat(1_000)));
    inbox.put(delivery("y".repeat(10)));
    inbox.put(delivery("z".repeat(10)));

    Map<Integer, Long> all = WaitingItems.beginning(inbox);
    assertThat(inbox.read(all, 100, 10)).hasSize(1);
    assertThat(inbox.read(all, 100, 1_005)).hasSize(2);
    assertThat(inbox.read(all, 100, 5_000)).hasSize(3);
  }

  @Test
  void some_writers_are_read_and_their_records_deleted() {
    try (Inbox other = openInbox(MUCH)) {
      inbox.put(delivery("a1"));
      other.put(delivery("b1"));
      inbox.put(delivery("a2"));
      other.put(delivery("b2"));
    }

    List<InboxItem> items = readAll();
    assertThat(bodies(items)).containsExactly("a1", "a2", "b1", "b2");
    Map<Integer, Long> positions =
        Map.of(
            items.get(0).writer(), items.get(1).seq(), items.get(2).writer(), items.get(2).seq());
    assertThat(bodies(inbox.read(positions, 100, MUCH))).containsExactly("b2");
    assertThat(bodies(inbox.read(Map.of(items.get(2).writer(), 0L), 100, MUCH)))
        .containsExactly("b1", "b2");
    assertThat(inbox.read(Map.of(), 100, MUCH)).isEmpty();
    inbox.delete(positions);
    assertThat(bodies(readAll())).containsExactly("b2");
  }

  @Test
  void a_writer_with_many_records_does_not_keep_others_waiting() {
    try (Inbox other = openInbox(MUCH)) {
      for (int i = 1; i <= 9; i++) {
        inbox.put(delivery("a" + i));
      }
      other.put(delivery("b1"));
      other.put(delivery("b2"));
    }
    Map<Integer, Long> all = WaitingItems.beginning(inbox);

    assertThat(bodies(inbox.read(all, 3, MUCH))).containsExactlyInAnyOrder("a1", "b1", "a2");
    assertThat(bodies(inbox.read(all, 100, 7)))
        .as("the bytes of three and a half")
        .containsExactlyInAnyOrder("a1", "b1", "a2", "b2");
  }

  @Test
  void large_deliveries_are_another_writers_and_read_one_at_a_time() {
    inbox.put(delivery("a1"));
    for (int i = 1; i <= 3; i++) {
      inbox.putLarge(delivery("large" + i));
    }
    inbox.put(delivery("a2"));
    Map<Integer, Long> positions = WaitingItems.beginning(inbox);
    assertThat(positions).as("writers").hasSize(2);

    List<String> read = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      List<InboxItem> items = inbox.read(positions, 100, MUCH);
      assertThat(items.stream().filter(InboxItem::large)).as("at a time").hasSize(1);
      items.forEach(item -> positions.put(item.writer(), item.seq()));
      read.addAll(bodies(items));
    }

    assertThat(read.subList(0, 3)).containsExactlyInAnyOrder("a1", "a2", "large1");
    assertThat(read.subList(3, 5)).containsExactly("large2", "large3");
    assertThat(inbox.read(positions, 100, MUCH)).isEmpty();
    inbox.delete(positions);
    assertThat(readAll()).isEmpty();
  }

  @Test
  void a_reader_that_listens_gets_large_deliveries_one_at_a_time() throws Exception {
    try (Inbox reader = openInbox(MUCH);
        AutoCloseable listening = reader.listen(writer -> {})) {
      inbox.put(delivery("a0"));
      inbox.putLarge(delivery("large0"));
      Map<Integer, Long> positions = WaitingItems.beginning(inbox);
      List<String> read = new ArrayList<>();
      while (read.size() < 2) {
        readOn(reader, positions, 100, read); // From here on it is kept for this reader.
      }
      for (int i = 1; i <= 3; i++) {
        inbox.putLarge(delivery("large" + i));
        inbox.put(delivery("a" + i));
      }
      while (read.size() < 8) {
        List<InboxItem> items = reader.read(positions, 100, MUCH);
        assertThat(items.stream().filter(InboxItem::large)).hasSizeLessThanOrEqualTo(1);
        items.forEach(item -> positions.put(item.writer(), item.seq()));
        read.addAll(bodies(items));
      }
      assertThat(read).doesNotHaveDuplicates();
      assertThat(read.stream().filter(b -> b.startsWith("large")))
          .containsExactly("large0", "large1", "large2", "large3");
      assertThat(read.indexOf("a3")).as("before most of them").isLessThan(read.indexOf("large2"));
    }
  }

  @Test
  void knows_writers_by_what_waits() {
    int mine;
    try (Inbox other = openInbox(MUCH)) {
      assertThat(inbox.writers()).isEmpty();
      inbox.put(delivery("a1"));
      mine = readAll().get(0).writer();
      other.put(delivery("b1"));
      assertThat(inbox.writers()).hasSize(2).contains(mine);
      assertThat(other.writers()).isEqualTo(inbox.writers());
      inbox.delete(Map.of(mine, 1L));
    }
    assertThat(inbox.writers()).contains(readAll().get(0).writer());
    inbox.delete(Map.of(readAll().get(0).writer(), 1L));
    inbox.close();

    try (Inbox later = openInbox(MUCH)) {
      assertThat(later.writers()).as("both have ended and nothing waits").isEmpty();
    }
  }

  @Test
  void listeners_are_told_which_writer_put_something() throws Exception {
    Set<Integer> told = ConcurrentHashMap.newKeySet();
    Semaphore heard = new Semaphore(0);
    try (Inbox reader = openInbox(MUCH);
        AutoCloseable listening =
            reader.listen(
                writer -> {
                  told.add(writer);
                  heard.release();
                })) {
      inbox.put(delivery("news"));
      int writer = readAll().get(0).writer();
      while (!told.contains(writer)) {
        assertThat(heard.tryAcquire(DEADLINE_S, TimeUnit.SECONDS)).isTrue();
      }
    }
  }

  @Test
  void counts_the_bytes_that_wait() {
    inbox.put(delivery("12345"));
    inbox.put(delivery("123"));
    assertThat(inbox.waitingBytes()).isEqualTo(8);

    InboxItem first = readAll().get(0);
    inbox.delete(Map.of(first.writer(), first.seq()));

    assertThat(inbox.waitingBytes()).isEqualTo(3);
  }

  @Test
  void a_full_inbox_says_its_limit_and_takes_more_once_emptied() {
    try (Inbox small = openInbox(100)) {
      small.put(delivery("x".repeat(60)));

      assertThatThrownBy(() -> small.put(delivery("y".repeat(60))))
          .isInstanceOf(InboxFullException.class)
          .hasMessageContaining("100");
      assertThat(readAll()).hasSize(1);

      InboxItem first = readAll().get(0);
      small.delete(Map.of(first.writer(), first.seq()));
      small.put(delivery("y".repeat(60)));
      assertThat(bodies(readAll())).containsExactly("y".repeat(60));
    }
  }

  @Test
  void puts_from_many_threads_are_all_stored_once() throws Exception {
    int threads = 8;
    int each = 50;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    List<Future<?>> done = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      String name = "t" + t;
      done.add(
          pool.submit(
              () -> LongStream.range(0, each).forEach(i -> inbox.put(delivery(name + "-" + i)))));
    }
    for (Future<?> one : done) {
      one.get(DEADLINE_S, TimeUnit.SECONDS);
    }
    pool.shutdown();

    List<InboxItem> items = readAll();
    assertThat(bodies(items)).hasSize(threads * each).doesNotHaveDuplicates();
    for (int t = 0; t < threads; t++) {
      String prefix = "t" + t + "-";
      assertThat(bodies(items).stream().filter(b -> b.startsWith(prefix)))
          .as("one caller's puts keep their order")
          .containsExactlyElementsOf(LongStream.range(0, each).mapToObj(i -> prefix + i).toList());
    }
  }

  @Test
  void listeners_hear_of_puts_until_they_leave() throws Exception {
    Semaphore heard = new Semaphore(0);
    AutoCloseable listening = inbox.listen(writer -> heard.release());
    try (Inbox other = openInbox(MUCH)) {
      other.put(delivery("news"));
      while (readAll().isEmpty()) {
        assertThat(heard.tryAcquire(DEADLINE_S, TimeUnit.SECONDS)).isTrue();
      }
      assertThat(heard.tryAcquire(DEADLINE_S, TimeUnit.SECONDS)).isTrue();
    } finally {
      listening.close();
    }
  }

  @Test
  void a_reader_that_listens_gets_each_delivery_once_and_in_order_of_its_writer() throws Exception {
    int each = 40;
    try (Inbox other = openInbox(MUCH);
        Inbox reader = openInbox(MUCH);
        AutoCloseable listening = reader.listen(writer -> {})) {
      inbox.put(delivery("a-0"));
      Map<Integer, Long> positions = WaitingItems.beginning(inbox);
      List<String> read = new ArrayList<>();
      for (int i = 1; i < each; i++) {
        readOn(reader, positions, 3, read);
        other.put(delivery("b-" + i));
        inbox.put(delivery("a-" + i));
      }
      while (read.size() < 2 * each - 1) {
        readOn(reader, positions, 100, read);
      }

      assertThat(read).doesNotHaveDuplicates();
      for (String writer : List.of("a-", "b-")) {
        assertThat(read.stream().filter(b -> b.startsWith(writer)))
            .isSortedAccordingTo(Comparator.comparing(b -> Integer.parseInt(b.substring(2))));
      }
      readOn(reader, positions, 100, read);
      assertThat(read).hasSize(2 * each - 1);
    }
  }

  @Test
  void a_reader_that_listens_may_begin_again() throws Exception {
    try (Inbox reader = openInbox(MUCH);
        AutoCloseable listening = reader.listen(writer -> {})) {
      inbox.put(delivery("1"));
      inbox.put(delivery("2"));
      Map<Integer, Long> positions = WaitingItems.beginning(inbox);
      List<String> read = new ArrayList<>();
      while (read.size() < 2) {
        readOn(reader, positions, 100, read);
      }
      readOn(reader, positions, 100, read);

      Map<Integer, Long> again = WaitingItems.beginning(inbox);
      assertThat(bodies(reader.read(again, 100, MUCH))).containsExactly("1", "2");
      inbox.put(delivery("3"));
      assertThat(bodies(reader.read(again, 100, MUCH))).containsExactly("1", "2", "3");
    }
  }

  private static void readOn(
      Inbox reader, Map<Integer, Long> positions, int most, List<String> read) {
    List<InboxItem> items = reader.read(positions, most, MUCH);
    items.forEach(item -> positions.merge(item.writer(), item.seq(), Math::max));
    reader.writers().forEach(writer -> positions.putIfAbsent(writer, 0L));
    read.addAll(bodies(items));
  }

  @Test
  void a_closed_inbox_says_so_and_keeps_what_it_took() {
    inbox.put(delivery("kept"));
    inbox.close();

    assertThatThrownBy(() -> inbox.put(delivery("late")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("closed");
    try (Inbox again = openInbox(MUCH)) {
      assertThat(bodies(WaitingItems.of(again))).containsExactly("kept");
    }
  }
}
