package dev.logtrail.service;

import dev.logtrail.ingest.door.Handover;
import dev.logtrail.ingest.door.HandoverFullException;
import dev.logtrail.limit.DeliveryLimits;
import dev.logtrail.payload.decoding.Decoded;
import dev.logtrail.store.FaultLog;
import dev.logtrail.store.inbox.Inbox;
import dev.logtrail.store.inbox.InboxFullException;
import dev.logtrail.trail.Delivery;
import org.slf4j.LoggerFactory;

/** Hands what the doors accept to the inbox: durable when it returns. */
final class InboxHandover implements Handover {
  private final FaultLog faults =
      new FaultLog(
          LoggerFactory.getLogger(InboxHandover.class), "Taking deliveries (senders get 503)");
  private final Inbox inbox;

  InboxHandover(Inbox inbox) {
    this.inbox = inbox;
  }

  @Override
  public void accept(Delivery delivery) {
    accept(delivery, null);
  }

  @Override
  public void accept(Delivery delivery, Decoded decoded) {
    store(() -> inbox.put(delivery, decoded));
  }

  @Override
  public void acceptLarge(Delivery delivery) {
    store(() -> inbox.putLarge(delivery));
  }

  private void store(Runnable put) {
    try {
      put.run();
      faults.worked();
    } catch (InboxFullException e) {
      throw new HandoverFullException(e.getMessage(), DeliveryLimits.INBOX_RETRY_AFTER_S);
    } catch (RuntimeException e) {
      faults.failed(e);
      throw e;
    }
  }
}
