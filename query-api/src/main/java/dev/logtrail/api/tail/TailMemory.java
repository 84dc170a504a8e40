package dev.logtrail.api.tail;

import dev.logtrail.limit.ByteBudget;
import java.util.Comparator;
import java.util.List;

/**
 * The memory that frames take which wait for clients. When it is full, the client that lets the
 * most wait loses its queue, and is told to start anew.
 *
 * @param budget all that may wait
 * @param clients who may lose their queues
 */
record TailMemory(ByteBudget budget, List<TailClient> clients) {

  /** Takes memory; false if there is none although no client has anything waiting. */
  boolean take(long bytes) {
    if (bytes > budget.limitBytes()) {
      budget.refuse();
      return false;
    }
    while (!budget.tryTake(bytes)) {
      TailClient most =
          clients.stream().max(Comparator.comparingLong(TailClient::queuedBytes)).orElse(null);
      if (most == null || most.queuedBytes() == 0) {
        return false;
      }
      most.overflow();
    }
    return true;
  }
}
