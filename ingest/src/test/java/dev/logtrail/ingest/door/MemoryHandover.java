package dev.logtrail.ingest.door;

import dev.logtrail.trail.Delivery;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Keeps deliveries in memory, and fails, or lets their senders wait, when told to. */
public final class MemoryHandover implements Handover {
  private final List<Delivery> kept = new ArrayList<>();
  private int room = Integer.MAX_VALUE;
  private int calls;
  private int failingCall;
  private boolean keepsBeforeFailing;

  /** Those whose senders wait for an answer; null if none shall wait. */
  private List<CompletableFuture<Void>> held;

  @Override
  public synchronized CompletableFuture<Void> accept(Delivery delivery) {
    calls++;
    if (kept.size() >= room) {
      return CompletableFuture.failedFuture(
          new HandoverFullException("the inbox holds its limit of " + room + " deliveries", 7));
    }
    if (calls != failingCall || keepsBeforeFailing) {
      kept.add(
          new Delivery(
              delivery.source(), delivery.account(), delivery.region(), delivery.body().clone()));
    }
    if (calls == failingCall) {
      return CompletableFuture.failedFuture(
          new IllegalStateException("failed on call " + calls + " as asked"));
    }
    CompletableFuture<Void> durable = new CompletableFuture<>();
    if (held == null) {
      durable.complete(null);
    } else {
      held.add(durable);
    }
    return durable;
  }

  /** From now on senders wait until {@link #answer}. */
  public synchronized void hold() {
    held = new ArrayList<>();
  }

  /** Answers those that wait, and from now on all at once. */
  public void answer() {
    List<CompletableFuture<Void>> waiting;
    synchronized (this) {
      waiting = held;
      held = null;
    }
    waiting.forEach(w -> w.complete(null));
  }

  /** From now on takes no more than {@code deliveries} in all. */
  public synchronized void limitTo(int deliveries) {
    room = deliveries;
  }

  /** Fails on the n-th call, from 1, and keeps nothing of it. */
  public synchronized void failOnCall(int n) {
    failingCall = n;
    keepsBeforeFailing = false;
  }

  /** Fails on the n-th call, from 1, though it keeps the delivery: its answer is lost. */
  public synchronized void failAfterKeepingCall(int n) {
    failingCall = n;
    keepsBeforeFailing = true;
  }

  /** What is kept, in the order in which it was taken. */
  public synchronized List<Delivery> kept() {
    return List.copyOf(kept);
  }
}
