package dev.logtrail.store.postgres.inbox;

import dev.logtrail.payload.decoding.Decoded;
import dev.logtrail.store.StoreException;
import dev.logtrail.store.inbox.Inbox;
import dev.logtrail.store.inbox.InboxItem;
import dev.logtrail.store.inbox.InboxListener;
import dev.logtrail.store.postgres.jdbc.Listener;
import dev.logtrail.store.postgres.jdbc.Sql;
import dev.logtrail.trail.Delivery;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;

/**
 * The inbox in PostgreSQL. Draws its writer number at the first {@link #putAsync}, and another one
 * at the first {@link #putLargeAsync}; a process that only reads has none.
 */
public final class PostgresInbox implements Inbox {
  private final DataSource dataSource;
  private final Sql.Connector connector;
  private final InboxBytes bytes;
  private final List<InboxListener> listeners = new CopyOnWriteArrayList<>();
  private final CommittedHere here;
  private final CommittedHere.Reader committedHere;
  private final KnownEmpty knownEmpty = new KnownEmpty();

  /** By whether they commit large deliveries; each is made when it is first needed. */
  private final Map<Boolean, InboxCommitter> committers = new HashMap<>();

  private Listener listener;
  private final Runnable onClose;
  private boolean closed;

  /**
   * An inbox that nothing has been asked of yet.
   *
   * @param url the database's, by which readers in this process find what it commits
   * @param connector opens the connection that listens
   * @param limitBytes bodies waiting at most, in bytes
   * @param onClose run when it is closed
   */
  public PostgresInbox(
      String url,
      DataSource dataSource,
      Sql.Connector connector,
      long limitBytes,
      Runnable onClose) {
    this.here = CommittedHere.of(url);
    this.committedHere = here.reader(this::tell);
    this.onClose = onClose;
    this.dataSource = dataSource;
    this.connector = connector;
    this.bytes = new InboxBytes(dataSource, limitBytes);
  }

  @Override
  public CompletableFuture<Void> putAsync(Delivery delivery, Decoded decoded) {
    return put(false, delivery, decoded);
  }

  @Override
  public CompletableFuture<Void> putLargeAsync(Delivery delivery) {
    return put(true, delivery, null);
  }

  private CompletableFuture<Void> put(boolean large, Delivery delivery, Decoded decoded) {
    long size = delivery.body().length;
    try {
      InboxCommitter open = committer(large);
      bytes.reserve(size);
      return open.put(delivery, decoded)
          .whenComplete((done, fault) -> bytes.settle(size, fault == null));
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private synchronized InboxCommitter committer(boolean large) {
    checkOpen();
    return committers.computeIfAbsent(large, l -> new InboxCommitter(dataSource, here, l));
  }

  @Override
  public SortedSet<Integer> writers() {
    SortedSet<Integer> writers = Sql.run(dataSource, "find inbox writers", InboxTable::writers);
    writers.addAll(here.writers());
    return writers;
  }

  @Override
  public List<InboxItem> read(Map<Integer, Long> positions, int maxRecords, long maxBytes) {
    if (maxRecords < 1) {
      throw new IllegalArgumentException("maxRecords is " + maxRecords + "; it must be 1 or more");
    }
    if (positions.isEmpty()) {
      return List.of();
    }
    if (listeners.isEmpty()) {
      return readStored(positions, maxRecords, maxBytes);
    }
    List<InboxItem> committed = committedHere.take(positions, maxRecords, maxBytes);
    if (!committed.isEmpty() || isRead(positions)) {
      return committed;
    }
    knownEmpty.ask(positions, System.nanoTime());
    boolean empty = false;
    try {
      List<InboxItem> stored = readStored(positions, maxRecords, maxBytes);
      empty = stored.isEmpty();
      return stored;
    } finally {
      if (!empty) {
        knownEmpty.forget();
      }
    }
  }

  private List<InboxItem> readStored(Map<Integer, Long> positions, int maxRecords, long maxBytes) {
    return Sql.run(
        dataSource,
        "read the inbox",
        connection -> InboxTable.read(connection, positions, maxRecords, maxBytes));
  }

  /** Whether nothing can be behind these positions, as far as this process has been told. */
  private boolean isRead(Map<Integer, Long> positions) {
    return knownEmpty.holds(positions, System.nanoTime()) && here.isRead(positions);
  }

  @Override
  public void delete(Map<Integer, Long> positions) {
    if (!positions.isEmpty()) {
      bytes.deleted(
          Sql.run(
              dataSource,
              "delete from the inbox",
              connection -> InboxTable.delete(connection, positions)));
    }
  }

  @Override
  public long waitingBytes() {
    return bytes.waiting();
  }

  @Override
  public synchronized AutoCloseable listen(InboxListener told) {
    checkOpen();
    if (listeners.isEmpty()) {
      committedHere.attach();
    }
    listeners.add(told);
    if (listener == null) {
      listener = new Listener(connector, InboxTable.CHANNEL, new Waker());
      listener.start();
    }
    return () -> leave(told);
  }

  private synchronized void leave(InboxListener told) {
    listeners.remove(told);
    if (listeners.isEmpty()) {
      committedHere.detach();
    }
  }

  private void tell(int writer) {
    listeners.forEach(told -> told.committed(writer));
  }

  private void checkOpen() {
    if (closed) {
      throw new StoreException("the inbox is closed");
    }
  }

  @Override
  public void close() {
    List<InboxCommitter> committing;
    Listener listening;
    synchronized (this) {
      closed = true;
      committing = List.copyOf(committers.values());
      listening = listener;
      listener = null;
      committedHere.detach();
    }
    try {
      committing.forEach(InboxCommitter::close);
      if (listening != null) {
        listening.close();
      }
    } finally {
      onClose.run();
    }
  }

  private final class Waker implements Listener.Events {
    @Override
    public void listening() {
      knownEmpty.forget();
      tell(InboxListener.ANY);
    }

    @Override
    public void notified(String lastPayload) {
      knownEmpty.forget();
      tell(writer(lastPayload));
    }
  }

  /** What an earlier version notifies names no writer. */
  private static int writer(String payload) {
    try {
      return Integer.parseInt(payload);
    } catch (NumberFormatException e) {
      return InboxListener.ANY;
    }
  }
}
