package dev.logtrail.ingest.door;

import dev.logtrail.trail.Scope;
import dev.logtrail.trail.Source;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A door whose senders understand HTTP's own words: the body is one delivery.
 *
 * <p>{@code ?account=} and {@code ?region=} tell what the body does not. Answers 200 with what was
 * accepted; refuses with 400 if nothing is readable, 413 over a limit, and 503 with Retry-After if
 * there is no room.
 */
final class PlainDoor implements Door {
  private final String path;
  private final Intake intake;
  private final Function<DeliveryCounts, String> answer;

  private PlainDoor(String path, Intake intake, Function<DeliveryCounts, String> answer) {
    this.path = path;
    this.intake = intake;
    this.answer = answer;
  }

  private static PlainDoor ofEvents(
      String path, Source source, Handover handover, DoorSettings settings) {
    return new PlainDoor(path, new Intake(source, handover, settings), DeliveryCounts::eventsJson);
  }

  /** Takes CloudWatch Logs subscription payloads: JSON, gzip, or as Lambda gets them. */
  static PlainDoor ofSubscriptions(Handover handover, DoorSettings settings) {
    return ofEvents("/ingest/subscription", Source.SUBSCRIPTION, handover, settings);
  }

  /** Takes log results of synchronous invokes: one object, an array, or JSON lines. */
  static PlainDoor ofInvocations(Handover handover, DoorSettings settings) {
    Intake intake = new Intake(Source.LOG_RESULT, handover, settings);
    return new PlainDoor("/ingest/invocations", intake, DeliveryCounts::invocationsJson);
  }

  /**
   * Takes status changes of durable executions from EventBridge, through an API destination: one
   * event, an array, or JSON lines. Through Firehose they come to its own door.
   */
  static PlainDoor ofEventBridge(Handover handover, DoorSettings settings) {
    return ofEvents("/ingest/eventbridge", Source.EVENTBRIDGE, handover, settings);
  }

  /**
   * Takes what a push subscription of Google's Pub/Sub delivers from a sink of Cloud Logging: one
   * LogEntry a request. 200 acknowledges the message; whatever else is answered lets Pub/Sub send
   * it again.
   */
  static PlainDoor ofPubSub(Handover handover, DoorSettings settings) {
    return ofEvents("/ingest/pubsub", Source.PUBSUB, handover, settings);
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public CompletableFuture<DoorAnswer> take(
      UnaryOperator<String> header, UnaryOperator<String> query, InputStream body, Scope scope)
      throws IOException, DeliveryRefusedException {
    return intake
        .take(intake.read(header, body), DeliveryOwner.ofQuery(query), scope)
        .thenApply(counts -> DoorAnswer.json(200, answer.apply(counts)));
  }
}
