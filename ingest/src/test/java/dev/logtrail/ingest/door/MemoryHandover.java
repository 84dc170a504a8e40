package dev.logtrail.ingest.door;

import dev.logtrail.trail.Delivery;
import java.util.ArrayList;
import java.util.List;

/** Keeps deliveries in memory, and fails when told to. */
public final class MemoryHandover implements Handover {
  private final List<Delivery> kept = new ArrayList<>();
  private int room = Integer.MAX_VALUE;
  private int calls;
  private int failingCall;
  private boolean keepsBeforeFailing;

  @Override
  public synchronized void accept(Delivery delivery) {
    calls++;
    if (kept.size() >= room) {
      throw new HandoverFullException("the inbox holds its limit of " + room + " deliveries", 7);
    }
    if (calls != failingCall || keepsBeforeFailing) {
      kept.add(
          new Delivery(
              delivery.source(), delivery.account(), delivery.region(), delivery.body().clone()));
    }
    if (calls == failingCall) {
      throw new IllegalStateException("failed on call " + calls + " as asked");
    }
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
