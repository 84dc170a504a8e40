package dev.logtrail.store.postgres.inbox;

import dev.logtrail.limit.DeliveryLimits;
import dev.logtrail.payload.decoding.Decoded;
import dev.logtrail.store.StoreException;
import dev.logtrail.store.inbox.InboxItem;
import dev.logtrail.store.postgres.jdbc.WriterConnection;
import dev.logtrail.trail.Delivery;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/**
 * The one thread of an inbox that commits. It stores all deliveries that wait in one transaction,
 * so that many callers share one commit, and numbers are given in commit order. After a commit it
 * waits until as many are here again as were, those that it answered and those that had come
 * meanwhile, but no longer than twice as long as the commit took: so senders who wait for their
 * answers share the next one. Who comes to an idle one, or sends alone, waits for nothing. While a
 * reader in this process is far behind but reads, it commits at the reader's pace.
 */
final class InboxCommitter implements AutoCloseable {
  private static final int GROUP_RECORDS = 1_024;
  private static final long GROUP_BYTES = 32L << 20;
  private static final long LONGEST_PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(4);
  private static final long LONGEST_WAIT_FOR_READER_NS = TimeUnit.SECONDS.toNanos(1);
  private static final Waiting STOP = new Waiting(null, null);

  private record Waiting(Delivery delivery, Decoded decoded, CompletableFuture<Void> stored) {
    Waiting(Delivery delivery, Decoded decoded) {
      this(delivery, decoded, new CompletableFuture<>());
    }
  }

  private final WriterConnection connection;
  private final BlockingQueue<Waiting> queue =
      new ArrayBlockingQueue<>(DeliveryLimits.INBOX_COMMIT_DELIVERIES);
  private final Thread thread = new Thread(this::run, "logtrail-inbox");
  private final CommittedHere here;
  private final int writer;
  private final boolean large;
  private long lastSeq;

  /** Until then the next commit waits for as many deliveries as are expected. */
  private long pauseEndsNs = System.nanoTime();

  private volatile boolean pausing;
  private volatile int expected;

  private boolean closed;

  /**
   * Draws a writer's number.
   *
   * @param here is told what was committed
   * @param large whether it commits large deliveries
   */
  InboxCommitter(DataSource dataSource, CommittedHere here, boolean large) {
    this.here = here;
    this.large = large;
    this.connection = new WriterConnection(dataSource);
    this.writer = connection.run("open the inbox", InboxTable::nextWriter);
    here.opened(writer);
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Stores a delivery; the answer comes from the thread that commits, when it is committed, and is
   * a {@link StoreException} when it cannot be: it is not stored.
   */
  CompletableFuture<Void> put(Delivery delivery, Decoded decoded) {
    Waiting waiting = new Waiting(delivery, decoded);
    try {
      enqueue(waiting);
    } catch (StoreException e) {
      waiting.stored.completeExceptionally(e);
    }
    return waiting.stored;
  }

  private synchronized void enqueue(Waiting waiting) {
    if (closed) {
      throw new StoreException("the inbox is closed");
    }
    try {
      queue.put(waiting);
      if (pausing && isComplete()) {
        LockSupport.unpark(thread);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("interrupted while waiting for the inbox; nothing is stored", e);
    }
  }

  private void run() {
    List<Waiting> group = new ArrayList<>();
    while (fill(group)) {
      commit(group);
      group.clear();
      awaitReader();
    }
    commit(group);
  }

  /** Large ones have a reader of their own pace. */
  private void awaitReader() {
    try {
      if (!large) {
        here.awaitReader(writer, LONGEST_WAIT_FOR_READER_NS);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the inbox's thread", e);
    }
  }

  /** Takes what waits, at least one; false once told to stop. */
  private boolean fill(List<Waiting> group) {
    long bytes = 0;
    try {
      Waiting next = queue.take();
      pause();
      while (next != null && next != STOP) {
        group.add(next);
        bytes += next.delivery.body().length;
        boolean full = group.size() >= GROUP_RECORDS || bytes >= GROUP_BYTES;
        next = full ? null : queue.poll();
      }
      return next != STOP;
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the inbox's thread", e);
    }
  }

  private void pause() {
    pausing = true;
    long leftNs = pauseEndsNs - System.nanoTime();
    while (leftNs > 0 && !isComplete()) {
      LockSupport.parkNanos(this, leftNs);
      leftNs = pauseEndsNs - System.nanoTime();
    }
    pausing = false;
  }

  /** Whether all are here that are expected, with the one that has been taken already. */
  private boolean isComplete() {
    return queue.size() + 1 >= expected;
  }

  private void commit(List<Waiting> group) {
    if (group.isEmpty()) {
      return;
    }
    long began = System.nanoTime();
    long firstSeq = lastSeq + 1;
    // Numbers of a group that failed are not used again: its commit may yet come through.
    lastSeq += group.size();
    try {
      List<Delivery> deliveries = group.stream().map(Waiting::delivery).toList();
      boolean notify = !here.isReadHere(writer);
      connection.run(
          "store deliveries",
          c -> {
            InboxTable.insert(c, writer, large, firstSeq, deliveries, notify);
            return null;
          });
      List<InboxItem> items = new ArrayList<>(group.size());
      for (Waiting waiting : group) {
        long seq = firstSeq + items.size();
        items.add(new InboxItem(writer, seq, waiting.delivery(), waiting.decoded(), large));
      }
      here.committed(writer, items);
      expected = group.size() + queue.size(); // Before they are answered: some send again at once.
      group.forEach(w -> w.stored.complete(null));
    } catch (RuntimeException | Error e) {
      group.forEach(w -> w.stored.completeExceptionally(e));
    }
    long ended = System.nanoTime();
    pauseEndsNs = ended + Math.min(2 * (ended - began), LONGEST_PAUSE_NS);
  }

  /** Commits what waits, then stops. */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      enqueue(STOP);
      closed = true;
    }
    try {
      thread.join();
      here.closed(writer);
      connection.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
