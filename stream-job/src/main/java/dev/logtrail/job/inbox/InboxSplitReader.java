package dev.logtrail.job.inbox;

import dev.logtrail.ingest.source.FetchedPage;
import dev.logtrail.limit.ByteBudget;
import dev.logtrail.limit.ByteShare;
import dev.logtrail.limit.MemoryBudgets;
import dev.logtrail.store.inbox.Inbox;
import dev.logtrail.store.inbox.InboxItem;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsAddition;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;

/**
 * Reads some writers of the inbox together on the fetcher's thread; waits for a commit when nothing
 * is there. A writer of which nothing came for some minutes, and of which nothing waits, is given
 * back: it may have ended.
 *
 * <p>A large delivery is decoded here, and handed on piece by piece: between two pieces comes
 * whatever else there is.
 */
@SuppressWarnings("try") // Flink declares close() so
final class InboxSplitReader implements SplitReader<InboxItem, InboxSplit> {
  static final long QUIET_NS = TimeUnit.MINUTES.toNanos(5);
  private static final int MAX_RECORDS = 500;

  /** In all readers of the job together. */
  private static final long MAX_BYTES = 4L << 20;

  private static final long LEAST_BYTES = 64 << 10;
  private static final long WAIT_MS = 1_000;
  private static final long PIECE_WAIT_MS = 100;

  /**
   * Of the memory for bodies, deliveries that wait to be decoded take so small a part at a time.
   */
  private static final int LARGEST_PART = 8;

  private final Inbox inbox;
  private final AutoCloseable listening;
  private final LongSupplier nanoTime;
  private final long maxBytes;
  private final Semaphore news = new Semaphore(1);
  private final Map<Integer, Long> positions = new HashMap<>();

  /** When something came of each writer, or was looked for in vain. */
  private final Map<Integer, Long> activeAt = new HashMap<>();

  private final ByteBudget memory = MemoryBudgets.ofThisProcess().requests();
  private final Queue<ByteShare> taken = new ConcurrentLinkedQueue<>();
  private List<InboxItem> waiting = List.of();

  /** Large deliveries that wait for the one that is open; what follows them is not read yet. */
  private final Queue<InboxItem> large = new ArrayDeque<>();

  private LargeDelivery open;

  /**
   * @param inbox not closed with this
   * @param readers of the job, which share the memory
   */
  InboxSplitReader(Inbox inbox, int readers, LongSupplier nanoTime) {
    this.inbox = inbox;
    this.nanoTime = nanoTime;
    this.maxBytes = Math.max(LEAST_BYTES, MAX_BYTES / readers);
    this.listening = inbox.listen(writer -> news.release());
  }

  @Override
  public RecordsWithSplitIds<InboxItem> fetch() throws IOException {
    if (waiting.isEmpty() && !positions.isEmpty()) {
      waiting = next();
    }
    if (waiting.isEmpty()) {
      return FetchedPage.ended(drained());
    }
    ByteShare share = take(waiting);
    if (share == null) {
      return FetchedPage.empty(); // The next call tries again.
    }
    Map<String, Collection<InboxItem>> items =
        waiting.stream()
            .sorted(Comparator.comparing(InboxItem::large)) // Nobody waits for a piece of one.
            .collect(
                Collectors.groupingBy(
                    item -> InboxSplit.id(item.writer()),
                    LinkedHashMap::new,
                    Collectors.toCollection(ArrayList::new)));
    waiting = List.of();
    taken.removeIf(earlier -> earlier.bytes() == 0);
    taken.add(share);
    return FetchedPage.of(items, share);
  }

  /** Memory for deliveries that are handed on; null if there was none for a while. */
  private ByteShare take(List<InboxItem> items) throws IOException {
    long bytes = 0;
    for (InboxItem item : items) {
      bytes += item.bytes();
    }
    ByteShare share = memory.share();
    try {
      // One delivery must always go on, even if it is larger than all that may be taken.
      long most = memory.limitBytes() / LARGEST_PART;
      return share.grow(Math.min(bytes, most), Duration.ofMillis(WAIT_MS)) ? share : null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for memory", e);
    }
  }

  private List<InboxItem> next() throws IOException {
    news.drainPermits();
    List<InboxItem> items = read();
    if (items.isEmpty() && open == null) {
      await();
      items = read();
    }
    addPiece(items);
    return items;
  }

  /** What is not large, and can be handed on as it is; the large ones wait. */
  private List<InboxItem> read() {
    Map<Integer, Long> next = new HashMap<>(positions);
    large.forEach(item -> next.remove(item.writer()));
    if (open != null) {
      next.remove(open.writer());
    }
    List<InboxItem> items = new ArrayList<>();
    long now = nanoTime.getAsLong();
    for (InboxItem item : inbox.read(next, MAX_RECORDS, maxBytes)) {
      positions.put(item.writer(), item.seq());
      activeAt.put(item.writer(), now);
      (item.large() ? large : items).add(item);
    }
    return items;
  }

  /** Adds the next piece of the large delivery that is being read, if it is there. */
  private void addPiece(List<InboxItem> items) throws IOException {
    if (open == null && !large.isEmpty()) {
      open = LargeDelivery.start(large.remove());
    }
    if (open == null) {
      return;
    }
    try {
      InboxItem piece = open.next(items.isEmpty() ? PIECE_WAIT_MS : 0);
      if (piece != null) {
        items.add(piece);
        activeAt.put(piece.writer(), nanoTime.getAsLong());
        if (open.endsWith(piece)) {
          open.close();
          open = null;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for a large delivery", e);
    }
  }

  private void await() throws IOException {
    try {
      if (news.tryAcquire(WAIT_MS, TimeUnit.MILLISECONDS)) {
        news.drainPermits();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for the inbox", e);
    }
  }

  /** Splits that end here. What is read and not yet deleted still waits. */
  private Set<String> drained() {
    long now = nanoTime.getAsLong();
    Set<Integer> quiet =
        positions.keySet().stream()
            .filter(writer -> now - activeAt.get(writer) > QUIET_NS)
            .collect(Collectors.toSet());
    if (quiet.isEmpty()) {
      return Set.of();
    }
    quiet.forEach(writer -> activeAt.put(writer, now));
    quiet.removeAll(inbox.writers());
    positions.keySet().removeAll(quiet);
    activeAt.keySet().removeAll(quiet);
    return quiet.stream().map(InboxSplit::id).collect(Collectors.toSet());
  }

  @Override
  public void handleSplitsChanges(SplitsChange<InboxSplit> change) {
    if (!(change instanceof SplitsAddition)) {
      throw new UnsupportedOperationException("the inbox's splits cannot change: " + change);
    }
    for (InboxSplit split : change.splits()) {
      positions.put(split.writer(), split.position());
      activeAt.put(split.writer(), nanoTime.getAsLong());
    }
  }

  @Override
  public void wakeUp() {
    news.release();
  }

  @Override
  public void close() throws Exception {
    taken.forEach(ByteShare::close);
    if (open != null) {
      open.close();
    }
    listening.close();
  }
}
