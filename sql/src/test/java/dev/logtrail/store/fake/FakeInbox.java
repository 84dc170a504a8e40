package dev.logtrail.store.fake;

import static java.util.stream.Collectors.toCollection;

import dev.logtrail.payload.decoding.Decoded;
import dev.logtrail.store.StoreException;
import dev.logtrail.store.inbox.Inbox;
import dev.logtrail.store.inbox.InboxFullException;
import dev.logtrail.store.inbox.InboxItem;
import dev.logtrail.store.inbox.InboxListener;
import dev.logtrail.trail.Delivery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An inbox in memory that passes the same kit as the real one, and fails when told to: {@link
 * #faults()} counts puts, {@link #readFaults()} reads, {@link #deleteFaults()} deletes.
 */
public final class FakeInbox implements Inbox {
  /** What several openings share. */
  private static final class Shared {
    private final List<InboxItem> items = new ArrayList<>();
    private final List<InboxListener> listeners = new CopyOnWriteArrayList<>();
    private int writers;
  }

  private final Shared shared;
  private final long limitBytes;
  private final int writer;
  private final FaultPlan faults = new FaultPlan();
  private final FaultPlan readFaults = new FaultPlan();
  private final FaultPlan deleteFaults = new FaultPlan();
  private final FaultPlan writerFaults = new FaultPlan();
  private long lastSeq;
  private int largeWriter;
  private long lastLarge;
  private boolean closed;

  /** An empty inbox. */
  public FakeInbox(long limitBytes) {
    this(new Shared(), limitBytes);
  }

  private FakeInbox(Shared shared, long limitBytes) {
    this.shared = shared;
    this.limitBytes = limitBytes;
    synchronized (shared) {
      this.writer = ++shared.writers;
    }
  }

  /** The same inbox, opened by another process. */
  public FakeInbox reopen(long limit) {
    return new FakeInbox(shared, limit);
  }

  /** Plans failures of puts. */
  public FaultPlan faults() {
    return faults;
  }

  /** Plans failures of reads. */
  public FaultPlan readFaults() {
    return readFaults;
  }

  /** Plans failures of deletes. */
  public FaultPlan deleteFaults() {
    return deleteFaults;
  }

  /** Plans failures of looking for writers. */
  public FaultPlan writerFaults() {
    return writerFaults;
  }

  @Override
  public CompletableFuture<Void> putAsync(Delivery delivery, Decoded decoded) {
    return put(delivery, false);
  }

  @Override
  public CompletableFuture<Void> putLargeAsync(Delivery delivery) {
    return put(delivery, true);
  }

  private CompletableFuture<Void> put(Delivery delivery, boolean large) {
    try {
      synchronized (shared) {
        checkOpen();
        faults.around("put", () -> store(delivery, large));
      }
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
    shared.listeners.forEach(listener -> listener.committed(large ? largeWriter : writer));
    return CompletableFuture.completedFuture(null);
  }

  private int largeWriter() {
    largeWriter = largeWriter == 0 ? ++shared.writers : largeWriter;
    return largeWriter;
  }

  private Void store(Delivery delivery, boolean large) {
    long waiting = waitingBytes();
    if (waiting + delivery.body().length > limitBytes) {
      throw new InboxFullException(
          "the inbox holds %d bytes and may hold %d; %d more do not fit"
              .formatted(waiting, limitBytes, delivery.body().length));
    }
    shared.items.add(
        large
            ? new InboxItem(largeWriter(), ++lastLarge, delivery, null, true)
            : new InboxItem(writer, ++lastSeq, delivery));
    return null;
  }

  @Override
  public SortedSet<Integer> writers() {
    synchronized (shared) {
      return writerFaults.around(
          "find the writers of",
          () -> shared.items.stream().map(InboxItem::writer).collect(toCollection(TreeSet::new)));
    }
  }

  @Override
  public List<InboxItem> read(Map<Integer, Long> positions, int maxRecords, long maxBytes) {
    synchronized (shared) {
      return readFaults.around("read", () -> find(positions, maxRecords, maxBytes));
    }
  }

  private List<InboxItem> find(Map<Integer, Long> positions, int maxRecords, long maxBytes) {
    Map<Integer, Integer> places = new HashMap<>();
    Map<InboxItem, Integer> next = new LinkedHashMap<>();
    for (InboxItem item : shared.items) {
      if (item.seq() > positions.getOrDefault(item.writer(), Long.MAX_VALUE)) {
        next.put(item, places.merge(item.writer(), 1, Integer::sum));
      }
    }
    List<InboxItem> found = new ArrayList<>();
    long bytes = 0;
    boolean hasLarge = false;
    for (InboxItem item : inTurn(next)) {
      boolean fits = found.size() < maxRecords && (bytes < maxBytes || found.isEmpty());
      if (fits && !(item.large() && hasLarge)) {
        found.add(item);
        bytes += item.delivery().body().length;
        hasLarge |= item.large();
      }
    }
    return found;
  }

  /** The first of each writer, then the second of each. */
  private static List<InboxItem> inTurn(Map<InboxItem, Integer> places) {
    return places.keySet().stream()
        .sorted(Comparator.<InboxItem>comparingInt(places::get).thenComparing(InboxItem::writer))
        .toList();
  }

  @Override
  public void delete(Map<Integer, Long> positions) {
    synchronized (shared) {
      deleteFaults.around(
          "delete",
          () ->
              shared.items.removeIf(
                  i -> positions.containsKey(i.writer()) && i.seq() <= positions.get(i.writer())));
    }
  }

  @Override
  public long waitingBytes() {
    synchronized (shared) {
      return shared.items.stream().mapToLong(i -> i.delivery().body().length).sum();
    }
  }

  @Override
  public AutoCloseable listen(InboxListener listener) {
    shared.listeners.add(listener);
    listener.committed(InboxListener.ANY);
    return () -> shared.listeners.remove(listener);
  }

  private void checkOpen() {
    if (closed) {
      throw new StoreException("the inbox is closed");
    }
  }

  @Override
  public void close() {
    synchronized (shared) {
      closed = true;
    }
  }
}
