package dev.logtrail.ingest.door;

import dev.logtrail.trail.Scope;
import dev.logtrail.trail.Source;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.UnaryOperator;

/**
 * Takes what a push subscription of Google's Pub/Sub delivers from a sink of Cloud Logging: one
 * LogEntry a request.
 *
 * <p>{@code ?account=} and {@code ?region=} tell what the entry does not. Answers 200, which
 * acknowledges the message; whatever else is answered lets Pub/Sub send it again: 400 if it holds
 * no LogEntry, 413 over a limit, and 503 with Retry-After if there is no room.
 */
final class PubSubDoor implements Door {
  private final Intake intake;

  /** A door that hands over to {@code handover}. */
  PubSubDoor(Handover handover, DoorSettings settings) {
    this.intake = new Intake(Source.PUBSUB, handover, settings);
  }

  @Override
  public String path() {
    return "/ingest/pubsub";
  }

  @Override
  public DoorAnswer handle(
      UnaryOperator<String> header, UnaryOperator<String> query, InputStream body, Scope scope)
      throws IOException, DeliveryRefusedException {
    DeliveryCounts counts =
        intake.take(intake.read(header, body), DeliveryOwner.ofQuery(query), scope);
    return DoorAnswer.json(200, counts.eventsJson());
  }
}
