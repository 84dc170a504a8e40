package dev.logtrail.job.inbox;

import dev.logtrail.store.inbox.Inbox;
import dev.logtrail.store.inbox.InboxItem;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.flink.connector.base.source.reader.RecordsBySplits;
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
  private static final long MAX_BYTES = 16L << 20;
  private static final long WAIT_MS = 1_000;

  private final Inbox inbox;
  private final AutoCloseable listening;
  private final Semaphore news = new Semaphore(1);
  private final Map<Integer, Long> positions = new HashMap<>();
  private boolean assigned;

  InboxSplitReader(SerializableSupplier<Inbox> inboxes) {
    this.inbox = inboxes.get();
    this.listening = inbox.listen(news::release);
  }

  @Override
  public RecordsWithSplitIds<InboxItem> fetch() throws IOException {
    List<InboxItem> items = assigned ? next() : List.of();
    Map<String, Collection<InboxItem>> records =
        items.isEmpty() ? Map.of() : Map.of(InboxSplit.ID, items);
    return new RecordsBySplits<>(records, Set.of());
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
    try {
      listening.close();
    } finally {
      inbox.close();
    }
  }
}
