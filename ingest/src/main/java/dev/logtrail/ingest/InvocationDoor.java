package dev.logtrail.ingest;

import dev.logtrail.trail.Source;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.UnaryOperator;

/**
 * Takes log results of synchronous invokes: one object, an array, or JSON lines.
 *
 * <p>{@code ?account=} and {@code ?region=} tell what the body does not. Answers 200 with what was
 * accepted, 400 if nothing is readable, 413 over a limit, 503 with Retry-After if there is no room;
 * all but the first store nothing and are problem documents (RFC 9457).
 */
public final class InvocationDoor implements Door {
  private final Intake intake;

  /** A door that hands over to {@code handover}. */
  public InvocationDoor(Handover handover, DoorSettings settings) {
    this.intake = new Intake(Source.LOG_RESULT, handover, settings);
  }

  @Override
  public DoorAnswer handle(
      UnaryOperator<String> header, UnaryOperator<String> query, InputStream body)
      throws IOException {
    try {
      String account = Told.first(query.apply("account"), intake.settings().account());
      String region = Told.first(query.apply("region"), intake.settings().region());
      Accepted accepted = intake.take(intake.read(header, body), account, region);
      return DoorAnswer.json(200, accepted.json(true));
    } catch (DoorFault fault) {
      return fault.problem();
    }
  }
}
