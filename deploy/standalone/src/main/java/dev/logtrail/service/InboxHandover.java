package dev.logtrail.service;

import dev.logtrail.ingest.door.Handover;
import dev.logtrail.ingest.door.HandoverFullException;
import dev.logtrail.limit.Limits;
import dev.logtrail.store.inbox.Inbox;
import dev.logtrail.store.inbox.InboxFullException;
import dev.logtrail.trail.Delivery;

/** Hands what the doors accept to the inbox: durable when it returns. */
record InboxHandover(Inbox inbox) implements Handover {
  @Override
  public void accept(Delivery delivery) {
    try {
      inbox.put(delivery);
    } catch (InboxFullException e) {
      throw new HandoverFullException(e.getMessage(), Limits.INBOX_RETRY_AFTER_S);
    }
  }
}
