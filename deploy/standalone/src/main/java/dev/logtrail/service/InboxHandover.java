package dev.logtrail.service;

import dev.logtrail.ingest.AsyncFault;
import dev.logtrail.ingest.door.Handover;
import dev.logtrail.ingest.door.HandoverFullException;
import dev.logtrail.limit.DeliveryLimits;
import dev.logtrail.payload.decoding.Decoded;
import dev.logtrail.store.FaultLog;
import dev.logtrail.store.StoreException;
import dev.logtrail.store.inbox.Inbox;
import dev.logtrail.store.inbox.InboxFullException;
import dev.logtrail.trail.Delivery;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.LoggerFactory;

/** Hands what the doors accept to the inbox. */
final class InboxHandover implements Handover {
  private final FaultLog faults =
      new FaultLog(
          LoggerFactory.getLogger(InboxHandover.class), "Taking deliveries (senders get 503)");
  private final Inbox inbox;

  InboxHandover(Inbox inbox) {
    this.inbox = inbox;
  }

  @Override
  public CompletableFuture<Void> accept(Delivery delivery) {
    return accept(delivery, null);
  }

  @Override
  public CompletableFuture<Void> accept(Delivery delivery, Decoded decoded) {
    return told(inbox.putAsync(delivery, decoded));
  }

  @Override
  public CompletableFuture<Void> acceptLarge(Delivery delivery) {
    return told(inbox.putLargeAsync(delivery));
  }

  private CompletableFuture<Void> told(CompletableFuture<Void> put) {
    return put.handle(
        (done, fault) -> {
          if (fault == null) {
            faults.worked();
            return null;
          }
          Throwable cause = AsyncFault.cause(fault);
          if (cause instanceof InboxFullException e) {
            throw new HandoverFullException(e.getMessage(), DeliveryLimits.INBOX_RETRY_AFTER_S);
          }
          faults.failed(
              cause instanceof RuntimeException e
                  ? e
                  : new StoreException(cause.getMessage(), cause));
          throw new CompletionException(cause);
        });
  }
}
