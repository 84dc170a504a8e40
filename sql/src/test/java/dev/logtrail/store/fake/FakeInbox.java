package dev.logtrail.store.fake;

import dev.logtrail.store.StoreException;
import dev.logtrail.store.inbox.Inbox;
import dev.logtrail.store.inbox.InboxFullException;
import dev.logtrail.store.inbox.InboxItem;
import dev.logtrail.trail.Delivery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An inbox in memory that passes the same kit as the real one, and fails when told to: {@link
 * #faults()} counts puts, {@link #readFaults()} reads, {@link #deleteFaults()} deletes.
 */
public final class FakeInbox implements Inbox {
  /** What several openings share. */
  private static final class Shared {
    private final List<InboxItem> items = new ArrayList<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private int writers;
  }

  private final Shared shared;
  private final long limitBytes;
  private final int writer;
  private final FaultPlan faults = new FaultPlan();
  private final FaultPlan readFaults = new FaultPlan();
  private final FaultPlan deleteFaults = new FaultPlan();
  private long lastSeq;
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

  @Override
  public void put(Delivery delivery) {
    synchronized (shared) {
      checkOpen();
      faults.around("put", () -> store(delivery));
    }
    shared.listeners.forEach(Runnable::run);
  }

  private Void store(Delivery delivery) {
    long waiting = waitingBytes();
    if (waiting + delivery.body().length > limitBytes) {
      throw new InboxFullException(
          "the inbox holds %d bytes and may hold %d; %d more do not fit"
              .formatted(waiting, limitBytes, delivery.body().length));
    }
    shared.items.add(new InboxItem(writer, ++lastSeq, delivery));
    return null;
  }

  @Override
  public List<InboxItem> read(Map<Integer, Long> positions, int maxRecords, long maxBytes) {
    synchronized (shared) {
      return readFaults.around("read", () -> find(positions, maxRecords, maxBytes));
    }
  }

  private List<InboxItem> find(Map<Integer, Long> positions, int maxRecords, long maxBytes) {
    List<InboxItem> found = new ArrayList<>();
    long bytes = 0;
    for (InboxItem item : sorted()) {
      boolean isNew = item.seq() > positions.getOrDefault(item.writer(), 0L);
      boolean fits = found.size() < maxRecords && (bytes < maxBytes || found.isEmpty());
      if (isNew && fits) {
        found.add(item);
        bytes += item.delivery().body().length;
      }
    }
    return found;
  }

  private List<InboxItem> sorted() {
    return shared.items.stream()
        .sorted(Comparator.comparingInt(InboxItem::writer).thenComparingLong(InboxItem::seq))
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
  public AutoCloseable listen(Runnable listener) {
    shared.listeners.add(listener);
    listener.run();
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
