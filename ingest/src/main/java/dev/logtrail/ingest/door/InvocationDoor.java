package dev.logtrail.ingest.door;

import dev.logtrail.trail.Scope;
import dev.logtrail.trail.Source;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.UnaryOperator;

/**
 * Takes log results of synchronous invokes: one object, an array, or JSON lines.
 *
 * <p>{@code ?account=} and {@code ?region=} tell what the body does not. Answers 200 with what was
 * accepted; refuses with 400 if nothing is readable, 413 over a limit, and 503 with Retry-After if
 * there is no room.
 */
final class InvocationDoor implements Door {
  private final Intake intake;

  /** A door that hands over to {@code handover}. */
  InvocationDoor(Handover handover, DoorSettings settings) {
    this.intake = new Intake(Source.LOG_RESULT, handover, settings);
  }

  @Override
  public String path() {
    return "/ingest/invocations";
  }

  @Override
  public DoorAnswer handle(
      UnaryOperator<String> header, UnaryOperator<String> query, InputStream body, Scope scope)
      throws IOException, DeliveryRefusedException {
    DeliveryCounts counts =
        intake.take(intake.read(header, body), DeliveryOwner.ofQuery(query), scope);
    return DoorAnswer.json(200, counts.invocationsJson());
  }
}
