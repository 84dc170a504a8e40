package dev.logtrail.store.fake;

import dev.logtrail.store.StoreException;
import dev.logtrail.store.change.Change;
import dev.logtrail.store.change.ChangeFeed;
import dev.logtrail.store.change.ChangedTrail;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;

/** A change feed in memory. Listeners are called on the thread that flushes. */
public final class FakeChangeFeed implements ChangeFeed {
  private final List<Change> kept = new ArrayList<>();
  private final List<LongConsumer> listeners = new CopyOnWriteArrayList<>();
  private long last;
  private volatile String outage;

  /** Stores the next change. */
  public long announce(List<ChangedTrail> trails) {
    long flushNo;
    synchronized (this) {
      flushNo = ++last;
      kept.add(new Change(flushNo, trails));
    }
    listeners.forEach(l -> l.accept(flushNo));
    return flushNo;
  }

  /** Forgets changes up to a number, as an hour would. */
  public synchronized void forget(long upTo) {
    kept.removeIf(c -> c.flushNo() <= upTo);
  }

  /** Makes every read fail with this reason, listeners are still called; null repairs. */
  void breakReads(String reason) {
    outage = reason;
  }

  private void checkReadable() {
    if (outage != null) {
      throw new StoreException(outage);
    }
  }

  @Override
  public synchronized long latest() {
    checkReadable();
    return last;
  }

  @Override
  public synchronized long oldest() {
    checkReadable();
    return kept.isEmpty() ? 0 : kept.get(0).flushNo();
  }

  @Override
  public synchronized List<Change> after(long flushNo, int limit) {
    checkReadable();
    if (limit < 1) {
      throw new IllegalArgumentException("limit is " + limit + "; it must be 1 or more");
    }
    return kept.stream().filter(c -> c.flushNo() > flushNo).limit(limit).toList();
  }

  @Override
  public AutoCloseable listen(LongConsumer listener) {
    listeners.add(listener);
    long now;
    synchronized (this) {
      now = last;
    }
    listener.accept(now);
    return () -> listeners.remove(listener);
  }

  @Override
  public void close() {
    listeners.clear();
  }
}
