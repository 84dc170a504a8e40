package dev.logtrail.ingest.door;

import dev.logtrail.trail.Scope;
import dev.logtrail.trail.Source;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.UnaryOperator;

/**
 * Takes status changes of durable executions from EventBridge, through an API destination: one
 * event, an array, or JSON lines. Through Firehose they come to its own door.
 *
 * <p>Answers 200 with what was accepted; refuses with 400 if nothing is readable, 413 over a limit,
 * and 503 with Retry-After if there is no room.
 */
final class EventBridgeDoor implements Door {
  private final Intake intake;

  /** A door that hands over to {@code handover}. */
  EventBridgeDoor(Handover handover, DoorSettings settings) {
    this.intake = new Intake(Source.EVENTBRIDGE, handover, settings);
  }

  @Override
  public String path() {
    return "/ingest/eventbridge";
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
