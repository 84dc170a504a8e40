package dev.logtrail.ingest;

import dev.logtrail.trail.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
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
public final class FirehoseDoor implements Door {
  private static final int LONGEST_MESSAGE = 8192;

  private final Intake intake;
  private final Clock clock;

  /**
   * A door that hands over to {@code handover}.
   *
   * @param clock for the time each answer carries
   */
  public FirehoseDoor(Handover handover, DoorSettings settings, Clock clock) {
    this.intake = new Intake(Source.FIREHOSE, handover, settings);
    this.clock = clock;
  }

  @Override
  public DoorAnswer handle(
      UnaryOperator<String> header, UnaryOperator<String> query, InputStream body)
      throws IOException {
    String requestId = header.apply("X-Amz-Firehose-Request-Id");
    try {
      byte[] bytes = intake.read(header, body);
      requestId = requestId != null ? requestId : intake.firehoseRequestId(bytes);
      if (requestId == null || requestId.isBlank()) {
        throw new DoorFault(
            400,
            "no request id; right is the header X-Amz-Firehose-Request-Id that Firehose sends");
      }
      FirehoseOrigin origin = FirehoseOrigin.of(header);
      DoorSettings settings = intake.settings();
      intake.take(
          bytes,
          Told.first(query.apply("account"), origin.account(), settings.account()),
          Told.first(query.apply("region"), origin.region(), settings.region()));
      return answer(200, requestId, null);
    } catch (DoorFault fault) {
      DoorAnswer told =
          answer(fault.status() == 413 ? 400 : fault.status(), requestId, fault.getMessage());
      return new DoorAnswer(told.status(), told.contentType(), told.body(), fault.headers());
    }
  }

  private DoorAnswer answer(int status, String requestId, String error) {
    String json =
        DoorJson.object(
            out -> {
              out.writeStringField("requestId", requestId == null ? "" : requestId);
              out.writeNumberField("timestamp", clock.millis());
              if (error != null) {
                out.writeStringField("errorMessage", shortened(error));
              }
            });
    return DoorAnswer.json(status, json);
  }

  private static String shortened(String message) {
    return message.getBytes(StandardCharsets.UTF_8).length <= LONGEST_MESSAGE
        ? message
        : message.substring(0, LONGEST_MESSAGE / 4);
  }
}
