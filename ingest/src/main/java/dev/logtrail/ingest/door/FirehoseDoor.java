package dev.logtrail.ingest.door;

import dev.logtrail.ingest.AsyncFault;
import dev.logtrail.text.JsonText;
import dev.logtrail.trail.Scope;
import dev.logtrail.trail.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;

/**
 * Takes deliveries of a Firehose stream with an HTTP endpoint as destination.
 *
 * <p>Account and region of what does not tell them itself: {@code ?account=} and {@code ?region=},
 * then the stream's common attributes {@code account} and {@code region}, then the ARN of the
 * Firehose stream (it delivers from its own region), then the settings.
 *
 * <p>Every answer is Firehose's own JSON; 200 is the only success. What is over a limit gets 400
 * and not 413: at a 413 Firehose throws the batch away, at anything else it tries again and then
 * writes the batch to its backup bucket.
 */
final class FirehoseDoor implements Door {
  private static final int MAX_MESSAGE_BYTES = 8192;

  private final Intake intake;
  private final Clock clock;

  /**
   * A door that hands over to {@code handover}.
   *
   * @param clock for the time each answer carries
   */
  FirehoseDoor(Handover handover, DoorSettings settings, Clock clock) {
    this.intake = new Intake(Source.FIREHOSE, handover, settings);
    this.clock = clock;
  }

  @Override
  public String path() {
    return "/ingest/firehose";
  }

  @Override
  public CompletableFuture<DoorAnswer> take(
      UnaryOperator<String> header, UnaryOperator<String> query, InputStream body, Scope scope)
      throws IOException {
    String requestId = header.apply(FirehoseHeaders.REQUEST_ID);
    try {
      byte[] bytes = intake.read(header, body);
      requestId = requestId != null ? requestId : intake.firehoseRequestId(bytes);
      if (requestId == null || requestId.isBlank()) {
        throw new DeliveryRefusedException(
            400,
            "no request id; right is the header X-Amz-Firehose-Request-Id that Firehose sends");
      }
      String told = requestId;
      return intake
          .take(bytes, DeliveryOwner.ofQuery(query).or(FirehoseHeaders.owner(header)), scope)
          .handle((counts, fault) -> fault == null ? answer(200, told, null) : failed(told, fault));
    } catch (DeliveryRefusedException e) {
      return CompletableFuture.completedFuture(refused(requestId, e));
    }
  }

  private DoorAnswer failed(String requestId, Throwable fault) {
    Throwable cause = AsyncFault.cause(fault);
    if (cause instanceof DeliveryRefusedException refused) {
      return refused(requestId, refused);
    }
    throw new CompletionException(cause);
  }

  private DoorAnswer refused(String requestId, DeliveryRefusedException e) {
    return answer(e.status(), requestId, e.getMessage()).with(e.headers());
  }

  @Override
  public DoorAnswer refusal(UnaryOperator<String> header, int status, String detail) {
    return answer(status, header.apply(FirehoseHeaders.REQUEST_ID), detail);
  }

  private DoorAnswer answer(int status, String requestId, String error) {
    String json =
        JsonText.object(
            out -> {
              out.writeStringField("requestId", requestId == null ? "" : requestId);
              out.writeNumberField("timestamp", clock.millis());
              if (error != null) {
                out.writeStringField("errorMessage", shortened(error));
              }
            });
    return DoorAnswer.json(status == 413 ? 400 : status, json);
  }

  private static String shortened(String message) {
    return message.getBytes(StandardCharsets.UTF_8).length <= MAX_MESSAGE_BYTES
        ? message
        : message.substring(0, MAX_MESSAGE_BYTES / 4);
  }
}
