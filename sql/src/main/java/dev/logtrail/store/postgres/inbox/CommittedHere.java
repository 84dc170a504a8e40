package dev.logtrail.store.postgres.inbox;

import dev.logtrail.limit.ByteShare;
import dev.logtrail.limit.MemoryBudgets;
import dev.logtrail.store.inbox.InboxItem;
import dev.logtrail.store.inbox.InboxListener;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this process has committed to a database's inbox and a reader in this process has not read
 * yet: it need not ask the database for it. What finds no memory here is read there, and so is what
 * a writer commits before a reader here reads it. Thread-safe.
 */
final class CommittedHere {
  private static final Logger LOG = LoggerFactory.getLogger(CommittedHere.class);
  private static final Map<String, CommittedHere> BY_DATABASE = new ConcurrentHashMap<>();

  private final ByteShare share = MemoryBudgets.ofThisProcess().requests().share();
  private final List<Reader> readers = new CopyOnWriteArrayList<>();

  /** Of writers that are read here. */
  private final Map<Integer, Unread> unread = new TreeMap<>();

  /** The last number that each open writer of this process has committed. */
  private final Map<Integer, Long> last = new HashMap<>();

  private CommittedHere() {}

  /** That of a database, by its JDBC URL. */
  static CommittedHere of(String url) {
    return BY_DATABASE.computeIfAbsent(url, u -> new CommittedHere());
  }

  /** One that reads some of the writers. */
  final class Reader {
    private final InboxListener told;
    private volatile Set<Integer> writers = Set.of();

    private Reader(InboxListener told) {
      this.told = told;
    }

    /** From now on it is told of each commit. */
    void attach() {
      readers.add(this);
    }

    /** For writers that only it has read nothing is kept any more. */
    void detach() {
      readers.remove(this);
      reads(Set.of());
    }

    private void reads(Set<Integer> now) {
      if (!writers.equals(now)) {
        writers = Set.copyOf(now);
        forgetUnread();
      }
    }

    /**
     * Takes what follows some positions without a gap. From now on what these writers commit is
     * kept for this reader.
     *
     * @param positions the last number read of each writer that it reads
     */
    List<InboxItem> take(Map<Integer, Long> positions, int maxRecords, long maxBytes) {
      synchronized (CommittedHere.this) {
        reads(positions.keySet());
        Taken taken = new Taken(maxRecords, maxBytes);
        positions.forEach((writer, position) -> taken.writers.add(unreadOf(writer).at(position)));
        taken.inTurn();
        CommittedHere.this.notifyAll(); // Writers that wait for it.
        return taken.items;
      }
    }
  }

  private Unread unreadOf(int writer) {
    return unread.computeIfAbsent(writer, w -> new Unread(share));
  }

  private final class Taken {
    private final List<InboxItem> items = new ArrayList<>();
    private final List<Unread> writers = new ArrayList<>();
    private final int maxRecords;
    private long bytesLeft;
    private boolean hasLarge;

    Taken(int maxRecords, long maxBytes) {
      this.maxRecords = maxRecords;
      this.bytesLeft = maxBytes;
    }

    /** The first of each writer, then the second of each; of the large ones the first. */
    private void inTurn() {
      while (!writers.isEmpty()) {
        writers.removeIf(writer -> !takeOne(writer));
      }
    }

    private boolean takeOne(Unread writer) {
      InboxItem item = writer.peek();
      boolean takes =
          item != null && items.size() < maxRecords && bytesLeft > 0 && !(item.large() && hasLarge);
      if (takes) {
        writer.take();
        items.add(item);
        bytesLeft -= item.bytes();
        hasLarge |= item.large();
      }
      return takes;
    }
  }

  /** A reader, to be attached. */
  Reader reader(InboxListener told) {
    return new Reader(told);
  }

  private synchronized void forgetUnread() {
    unread
        .entrySet()
        .removeIf(
            of -> {
              boolean forgotten = !isReadHere(of.getKey());
              if (forgotten) {
                of.getValue().release();
              }
              return forgotten;
            });
    notifyAll();
  }

  /** Whether what a writer commits need not be notified: its reader is here. */
  boolean isReadHere(int writer) {
    return readers.stream().anyMatch(reader -> reader.writers.contains(writer));
  }

  /** Notes that a writer of this process begins. */
  void opened(int writer) {
    synchronized (this) {
      last.put(writer, 0L);
    }
    tell(writer);
  }

  /** Writers of this process that have begun and not ended. */
  synchronized Set<Integer> writers() {
    return Set.copyOf(last.keySet());
  }

  /** Notes what a writer has committed, in order. */
  void committed(int writer, List<InboxItem> items) {
    keep(writer, items);
    tell(writer);
  }

  private void tell(int writer) {
    for (Reader reader : readers) {
      try {
        reader.told.committed(writer);
      } catch (RuntimeException e) {
        LOG.warn("A reader of the inbox cannot be told of a commit; it looks by itself", e);
      }
    }
  }

  private synchronized void keep(int writer, List<InboxItem> items) {
    last.put(writer, items.get(items.size() - 1).seq());
    if (!isReadHere(writer)) {
      return;
    }
    items.forEach(unreadOf(writer)::add);
  }

  /**
   * Waits while a writer is far ahead of its reader in this process, so that no more is taken than
   * can soon be shown. Does not wait for a reader that stands still: then the inbox is what keeps
   * it.
   */
  synchronized void awaitReader(int writer, long longestNs) throws InterruptedException {
    Unread own = unread.get(writer);
    if (own == null) {
      return;
    }
    long before = own.position();
    long ends = System.nanoTime() + longestNs;
    while (own.isFarAhead() && unread.get(writer) == own) {
      long leftMs = TimeUnit.NANOSECONDS.toMillis(ends - System.nanoTime());
      if (leftMs <= 0) {
        own.noteWait(before);
        return;
      }
      wait(leftMs);
    }
  }

  /** Whether at these positions all is read that these writers committed, as far as told here. */
  synchronized boolean isRead(Map<Integer, Long> positions) {
    return positions.entrySet().stream()
        .allMatch(at -> at.getValue() >= last.getOrDefault(at.getKey(), 0L));
  }

  /** The writer commits no more; what is left of it is read from the database. */
  synchronized void closed(int writer) {
    Unread left = unread.remove(writer);
    if (left != null) {
      left.release();
    }
    last.remove(writer);
  }
}
