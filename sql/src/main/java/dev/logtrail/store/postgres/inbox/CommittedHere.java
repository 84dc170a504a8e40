package dev.logtrail.store.postgres.inbox;

import dev.logtrail.limit.ByteBudget;
import dev.logtrail.limit.ByteShare;
import dev.logtrail.limit.MemoryBudgets;
import dev.logtrail.store.inbox.InboxItem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What this process has committed to a database's inbox and a reader in this process has not read
 * yet: it need not ask the database for it. What finds no memory here is read there. Thread-safe.
 */
final class CommittedHere {
  private static final Map<String, CommittedHere> BY_DATABASE = new ConcurrentHashMap<>();

  /** Of the memory for bodies, it takes so small a part. */
  private static final int LARGEST_PART = 4;

  private final ByteBudget memory = MemoryBudgets.ofThisProcess().requests();
  private final ByteShare share = memory.share();
  private final List<Runnable> readers = new CopyOnWriteArrayList<>();

  /** By writer, in commit order. Without those that found no memory. */
  private final Map<Integer, Deque<InboxItem>> unread = new TreeMap<>();

  /** The last number that each writer of this process has committed. */
  private final Map<Integer, Long> last = new HashMap<>();

  private CommittedHere() {}

  /** That of a database, by its JDBC URL. */
  static CommittedHere of(String url) {
    return BY_DATABASE.computeIfAbsent(url, u -> new CommittedHere());
  }

  /** Adds a reader, which is called after each commit. */
  void attach(Runnable reader) {
    readers.add(reader);
  }

  /** Takes a reader away; for the last one nothing is kept any more. */
  synchronized void detach(Runnable reader) {
    readers.remove(reader);
    if (readers.isEmpty()) {
      unread.clear();
      share.close();
    }
  }

  boolean hasReader() {
    return !readers.isEmpty();
  }

  /** Notes what a writer has committed, in order. */
  void committed(int writer, List<InboxItem> items) {
    keep(writer, items);
    readers.forEach(Runnable::run);
  }

  private synchronized void keep(int writer, List<InboxItem> items) {
    last.put(writer, items.get(items.size() - 1).seq());
    Deque<InboxItem> waiting = unread.computeIfAbsent(writer, w -> new ArrayDeque<>());
    for (InboxItem item : items) {
      long bytes = item.bytes();
      boolean fits = share.bytes() + bytes <= memory.limitBytes() / LARGEST_PART;
      if (hasReader() && fits && share.tryGrow(bytes)) {
        waiting.add(item);
      }
    }
  }

  /**
   * Takes what follows some positions without a gap.
   *
   * @param positions the last number read of each writer
   */
  synchronized List<InboxItem> take(Map<Integer, Long> positions, int maxRecords, long maxBytes) {
    List<InboxItem> taken = new ArrayList<>();
    long bytes = 0;
    for (Map.Entry<Integer, Deque<InboxItem>> writer : unread.entrySet()) {
      long position = positions.getOrDefault(writer.getKey(), 0L);
      Deque<InboxItem> waiting = writer.getValue();
      while (!waiting.isEmpty() && waiting.peek().seq() <= position) {
        share.shrink(waiting.remove().bytes());
      }
      while (!waiting.isEmpty()
          && waiting.peek().seq() == position + 1
          && taken.size() < maxRecords
          && bytes < maxBytes) {
        InboxItem item = waiting.remove();
        share.shrink(item.bytes());
        bytes += item.bytes();
        position++;
        taken.add(item);
      }
    }
    return taken;
  }

  /** Whether a reader at these positions has read all that writers of this process committed. */
  synchronized boolean isRead(Map<Integer, Long> positions) {
    return last.entrySet().stream()
        .allMatch(w -> positions.getOrDefault(w.getKey(), 0L) >= w.getValue());
  }

  /** The writer commits no more; what is left of it is read from the database. */
  synchronized void closed(int writer) {
    Deque<InboxItem> left = unread.remove(writer);
    if (left != null) {
      left.forEach(item -> share.shrink(item.bytes()));
    }
    last.remove(writer);
  }
}
