package dev.logtrail.api.tail;

import dev.logtrail.api.load.TrailLoader;
import dev.logtrail.cost.CostEstimator;
import dev.logtrail.ingest.live.ProvisionalLines;
import dev.logtrail.ingest.live.ProvisionalTrail;
import dev.logtrail.limit.MemoryBudgets;
import dev.logtrail.limit.ServerLimits;
import dev.logtrail.store.FaultLog;
import dev.logtrail.store.StoreException;
import dev.logtrail.store.change.Change;
import dev.logtrail.store.change.ChangeFeed;
import dev.logtrail.store.change.ChangedTrail;
import dev.logtrail.trail.LogStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the change feed once and sends what changed to every live tail client.
 *
 * <p>One thread reads the changes after the last it sent, loads each trail once and queues it to
 * the clients that follow it. It is woken by the feed, so that nothing waits for a poll; and it
 * looks by itself now and then, so that a lost notification delays but loses nothing.
 */
final class TailHub implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TailHub.class);
  private final FaultLog faults = new FaultLog(LOG, "The live tail");
  private static final int MAX_FLUSHES = 200;
  private static final long LOOK_MS = 5_000;
  private static final long RETRY_MS = 1_000;

  private final ChangeFeed feed;
  private final TailBatch batch;
  private final List<TailClient> clients = new CopyOnWriteArrayList<>();
  private final Thread thread = new Thread(this::run, "logtrail-tail");
  private final AutoCloseable listening;
  private final ProvisionalLines live;
  private final AutoCloseable shown;
  private final Map<Long, ChangedTrail> toShow = new LinkedHashMap<>();
  private boolean woken;
  private boolean closed;
  private String stalled;
  private volatile long sentUpTo;

  TailHub(ChangeFeed feed, TrailLoader loader, ProvisionalLines live, CostEstimator costs) {
    this.feed = feed;
    this.live = live;
    this.batch =
        new TailBatch(
            loader, costs, new TailMemory(MemoryBudgets.ofThisProcess().tails(), clients));
    this.listening = feed.listen(flushNo -> wake());
    this.shown = live.listen(this::show);
    thread.setDaemon(true);
    thread.start();
  }

  /** The last flush whose frames every client has in its queue. */
  long sentUpTo() {
    return sentUpTo;
  }

  int clients() {
    return clients.size();
  }

  /**
   * Takes a client in: every flush after the returned one is sent to it.
   *
   * @throws StoreException if the store does not answer
   */
  long join(TailClient client) {
    synchronized (batch) {
      if (clients.isEmpty()) {
        sentUpTo = feed.latest(); // Nobody followed: what came since was not sent, nor needs to be.
      }
      client.joinAt(sentUpTo);
      clients.add(client);
      live.watch(client.filter().function());
      return sentUpTo;
    }
  }

  void leave(TailClient client) {
    if (clients.remove(client)) {
      live.unwatch(client.filter().function());
    }
    client.close();
  }

  /** Lines were shown that are not stored yet: their trails are sent with them. */
  private synchronized void show(List<ProvisionalTrail> trails) {
    for (ProvisionalTrail trail : trails) {
      if (toShow.size() < ServerLimits.TAIL_CHANGED_TRAILS) {
        LogStream stream = trail.key().stream();
        long at = trail.events().get(0).event().timestamp();
        toShow.put(
            trail.id(),
            new ChangedTrail(
                trail.id(),
                Instant.ofEpochMilli(at).atOffset(ZoneOffset.UTC).toLocalDate(),
                stream.account(),
                stream.logGroup(),
                stream.functionName(),
                trail.key().requestId(),
                false));
      }
    }
    wake();
  }

  private void sendShown() {
    List<ChangedTrail> changed;
    synchronized (this) {
      changed = List.copyOf(toShow.values());
      toShow.clear();
    }
    if (changed.isEmpty()) {
      return;
    }
    synchronized (batch) {
      if (!clients.isEmpty()) {
        // No flush: who resumes does so behind the last one.
        batch.send(List.of(new Change(sentUpTo, changed)), clients);
      }
    }
  }

  private synchronized void wake() {
    woken = true;
    notifyAll();
  }

  private void run() {
    try {
      while (awaitWork(stalled == null ? LOOK_MS : RETRY_MS)) {
        try {
          sendAll();
          sendShown();
        } catch (StoreException e) {
          stall("the store does not answer: " + e.getMessage(), e);
        } catch (RuntimeException e) {
          stall("a fault of the server; its log has the reason", e);
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("the live tail was interrupted; it ends");
    }
  }

  private synchronized boolean awaitWork(long ms) throws InterruptedException {
    if (!woken && !closed) {
      wait(ms);
    }
    woken = false;
    return !closed;
  }

  private void sendAll() {
    while (sendNext()) {
      // The lock is given back each time, so that clients can join a busy hub.
    }
  }

  /** Sends the changes after the last ones. False if there are none. */
  private boolean sendNext() {
    synchronized (batch) {
      if (clients.isEmpty()) {
        return false;
      }
      List<Change> changes = feed.after(sentUpTo, MAX_FLUSHES);
      if (stalled != null) {
        stalled = null;
        faults.worked();
        clients.forEach(c -> c.say(TailFrames.resumed(sentUpTo), sentUpTo, true));
      }
      if (changes.isEmpty()) {
        return false;
      }
      batch.send(changes, clients);
      sentUpTo = changes.get(changes.size() - 1).flushNo();
      return true;
    }
  }

  private void stall(String reason, RuntimeException e) {
    if (!reason.equals(stalled)) {
      faults.failed(e);
      for (TailClient client : clients) {
        // Of the whole store's faults who sees a part of it is told no more than that.
        String told = client.filter().scope().isAll() ? reason : "the server has a fault";
        client.say(TailFrames.stalled(told), sentUpTo, false);
      }
    }
    stalled = reason;
  }

  /** Ends every client and the thread. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    clients.forEach(this::leave);
    try {
      listening.close();
      shown.close();
    } catch (Exception e) {
      LOG.warn("the change feed's listener did not close", e);
    }
  }
}
