package dev.logtrail.job.assemble;

import dev.logtrail.trail.LogBatch;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Deliveries at which tasks of this process have failed. The job begins anew after each; one that
 * it fails at again and again must not stop it for ever. Thread-safe.
 */
final class SuspectDeliveries {
  /** So often a delivery may fail. */
  static final int TRIES = 3;

  private static final int MOST = 1_000;
  private static final SuspectDeliveries HERE = new SuspectDeliveries();

  /** What tells a delivery when it comes again. */
  private record Delivery(LogStream stream, LogEvent first, int events) {
    static Delivery of(LogBatch batch) {
      LogEvent first = batch.events().isEmpty() ? null : batch.events().get(0);
      return new Delivery(batch.stream(), first, batch.events().size());
    }
  }

  private record Failures(int count, Throwable last) {}

  private final Map<Delivery, Failures> failures = new LinkedHashMap<>();

  private SuspectDeliveries() {}

  /** This process's. */
  static SuspectDeliveries here() {
    return HERE;
  }

  /** Notes that the task fails because of a delivery. */
  synchronized void note(LogBatch batch, Throwable reason) {
    Delivery delivery = Delivery.of(batch);
    Failures before = failures.remove(delivery);
    failures.put(delivery, new Failures(before == null ? 1 : before.count() + 1, reason));
    if (failures.size() > MOST) {
      failures.remove(failures.keySet().iterator().next());
    }
  }

  /** Whether it has failed so often that it should not be tried again. */
  synchronized boolean isHopeless(LogBatch batch) {
    if (failures.isEmpty()) {
      return false;
    }
    Failures known = failures.get(Delivery.of(batch));
    return known != null && known.count() >= TRIES;
  }

  /** Forgets a delivery; returns why it failed last, or null. */
  synchronized Throwable forget(LogBatch batch) {
    Failures known = failures.remove(Delivery.of(batch));
    return known == null ? null : known.last();
  }
}
