package dev.logtrail.service;

import dev.logtrail.ingest.door.Handover;
import dev.logtrail.limit.DeliveryLimits;
import dev.logtrail.limit.MemoryBudgets;
import dev.logtrail.payload.bytes.DecodingRoom;
import dev.logtrail.payload.bytes.UnreadableException;
import dev.logtrail.redact.DeliveryRedaction;
import dev.logtrail.redact.Redaction;
import dev.logtrail.trail.Delivery;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Masks secrets in what the doors accept, so that not even the inbox holds them. */
final class RedactingHandover implements Handover {
  private static final Logger LOG = LoggerFactory.getLogger(RedactingHandover.class);
  private static final Duration PATIENCE = Duration.ofMillis(DeliveryLimits.DECODING_WAIT_MS);

  private final DeliveryRedaction redaction;
  private final Handover next;

  private RedactingHandover(Redaction redaction, Handover next) {
    this.redaction = new DeliveryRedaction(redaction);
    this.next = next;
  }

  /** What hands on, masked, or just {@code next} where nothing is to be masked. */
  static Handover over(Handover next, Redaction redaction) {
    if (redaction.isNone()) {
      return next;
    }
    LOG.info("Masking before anything is stored: {}", String.join(", ", redaction.kinds()));
    return new RedactingHandover(redaction, next);
  }

  @Override
  public CompletableFuture<Void> accept(Delivery delivery) {
    DecodingRoom room = new DecodingRoom(MemoryBudgets.ofThisProcess().decoding(), PATIENCE);
    try {
      return next.accept(redaction.delivery(delivery, room))
          .whenComplete((done, fault) -> room.close());
    } catch (UnreadableException e) {
      room.close();
      throw new IllegalStateException("the door could read it: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      room.close();
      throw e;
    }
  }
}
