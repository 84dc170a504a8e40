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
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * The one thread of an inbox that commits. It stores all deliveries that wait in one transaction,
 * so that many callers share one commit, and numbers are given in commit order. After a commit it
 * waits as long as that took, so that those who come meanwhile share the next one; who comes to an
 * idle one waits for nothing.
 */
final class InboxCommitter implements AutoCloseable {
  private static final int GROUP_RECORDS = 1_024;
  private static final long GROUP_BYTES = 32L << 20;
  private static final long LONGEST_PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(2);
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

  /** No commit begins before that. */
  private long pauseEndsNs = System.nanoTime();

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

  /** Returns when the delivery is committed. */
  void put(Delivery delivery, Decoded decoded) {
    Waiting waiting = new Waiting(delivery, decoded);
    enqueue(waiting);
    try {
      waiting.stored.join();
    } catch (CompletionException e) {
      // One exception may go to many callers: each gets its own stack.
      throw new StoreException(e.getCause().getMessage(), e.getCause());
    }
  }

  private synchronized void enqueue(Waiting waiting) {
    if (closed) {
      throw new StoreException("the inbox is closed");
    }
    try {
      queue.put(waiting);
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
    }
    commit(group);
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

  private void pause() throws InterruptedException {
    long leftNs = pauseEndsNs - System.nanoTime();
    if (leftNs > 0) {
      TimeUnit.NANOSECONDS.sleep(leftNs);
    }
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
      group.forEach(w -> w.stored.complete(null));
    } catch (RuntimeException | Error e) {
      group.forEach(w -> w.stored.completeExceptionally(e));
    }
    long ended = System.nanoTime();
    pauseEndsNs = ended + Math.min(ended - began, LONGEST_PAUSE_NS);
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
