package dev.logtrail.job.inbox;

import dev.logtrail.ingest.source.FetchedPage;
import dev.logtrail.limit.ByteBudget;
import dev.logtrail.limit.ByteShare;
import dev.logtrail.limit.MemoryBudgets;
import dev.logtrail.store.inbox.Inbox;
import dev.logtrail.store.inbox.InboxItem;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;
import org.apache.flink.util.function.SerializableSupplier;

/**
 * Reads the inbox on the fetcher's thread; waits for a commit's notification when nothing is there.
 */
@SuppressWarnings("try") // Flink declares close() so
final class InboxSplitReader implements SplitReader<InboxItem, InboxSplit> {
  private static final int MAX_RECORDS = 500;
  private static final long MAX_BYTES = 4L << 20;
  private static final long WAIT_MS = 1_000;

  /**
   * Of the memory for bodies, deliveries that wait to be decoded take so small a part at a time.
   */
  private static final int LARGEST_PART = 8;

  private final Inbox inbox;
  private final AutoCloseable listening;
  private final Semaphore news = new Semaphore(1);
  private final Map<Integer, Long> positions = new HashMap<>();
  private final ByteBudget memory = MemoryBudgets.ofThisProcess().requests();
  private final Queue<ByteShare> taken = new ConcurrentLinkedQueue<>();
  private List<InboxItem> waiting = List.of();
  private boolean assigned;

  InboxSplitReader(SerializableSupplier<Inbox> inboxes) {
    this.inbox = inboxes.get();
    this.listening = inbox.listen(news::release);
  }

  @Override
  public RecordsWithSplitIds<InboxItem> fetch() throws IOException {
    if (waiting.isEmpty() && assigned) {
      waiting = next();
    }
    if (waiting.isEmpty()) {
      return FetchedPage.empty();
    }
    ByteShare share = take(waiting);
    if (share == null) {
      return FetchedPage.empty(); // The next call tries again.
    }
    List<InboxItem> items = waiting;
    waiting = List.of();
    taken.removeIf(earlier -> earlier.bytes() == 0);
    taken.add(share);
    return FetchedPage.of(InboxSplit.ID, items, false, share);
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
    List<InboxItem> items = inbox.read(positions, MAX_RECORDS, MAX_BYTES);
    if (items.isEmpty()) {
      await();
      items = inbox.read(positions, MAX_RECORDS, MAX_BYTES);
    }
    items.forEach(item -> positions.merge(item.writer(), item.seq(), Math::max));
    return items;
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

  @Override
  public void handleSplitsChanges(SplitsChange<InboxSplit> change) {
    // From the beginning, see InboxReader.
    assigned |= !change.splits().isEmpty();
  }

  @Override
  public void wakeUp() {
    news.release();
  }

  @Override
  public void close() throws Exception {
    taken.forEach(ByteShare::close);
    try {
      listening.close();
    } finally {
      inbox.close();
    }
  }
}
