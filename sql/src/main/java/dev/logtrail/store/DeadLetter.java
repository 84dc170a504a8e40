package dev.logtrail.store;

import dev.logtrail.limit.DeliveryLimits;
import dev.logtrail.payload.invocation.InvocationJson;
import dev.logtrail.payload.subscription.PayloadJson;
import dev.logtrail.trail.Delivery;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.LogBatch;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Source;
import java.util.Arrays;
import java.util.Objects;

/**
 * A record that could not be read or stored, kept for 14 days so that it can be tried again. The
 * same bytes from the same sender are one letter, however often they are refused.
 *
 * <p>Bytes and reason are cut at {@link DeliveryLimits#DEAD_LETTER_BYTES} and {@link
 * DeliveryLimits#DEAD_LETTER_REASON_CHARS}; {@link #fullBytes} then says how long the bytes were.
 *
 * @param source how it came
 * @param stage what could not be done with it
 * @param account its account; null if not known
 * @param region its region; null if not known
 * @param logGroup its log group; null if not known
 * @param logStream its log stream; null if not known
 * @param reason what was wrong, and what would be right; never null
 * @param attempts how often it was tried before it was given up; at least 1
 * @param body the raw bytes as they came, or a payload made of what was read of them; never null
 * @param fullBytes how many bytes there were before they were cut
 */
public record DeadLetter(
    Source source,
    DeadLetterStage stage,
    String account,
    String region,
    String logGroup,
    String logStream,
    String reason,
    int attempts,
    byte[] body,
    long fullBytes) {
  public DeadLetter {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(stage, "stage");
    if (attempts < 1 || fullBytes < body.length) {
      throw new IllegalArgumentException(
          attempts + " attempts, " + body.length + " of " + fullBytes + " bytes");
    }
    if (reason.length() > DeliveryLimits.DEAD_LETTER_REASON_CHARS) {
      reason = reason.substring(0, DeliveryLimits.DEAD_LETTER_REASON_CHARS) + "…";
    }
    if (body.length > DeliveryLimits.DEAD_LETTER_BYTES) {
      body = Arrays.copyOf(body, DeliveryLimits.DEAD_LETTER_BYTES);
    }
  }

  /** Bytes of a delivery that could not be read. */
  public static DeadLetter unreadable(Delivery delivery, String reason, byte[] body) {
    return unreadable(delivery, reason, body, body.length);
  }

  /** Bytes of a delivery that could not be read, nor searched for secrets that are to be masked. */
  public static DeadLetter withoutBytes(Delivery delivery, String reason, long fullBytes) {
    return unreadable(
        delivery,
        reason + " (redaction is on: bytes that cannot be read as text are not kept)",
        new byte[0],
        fullBytes);
  }

  /**
   * The same of which only the first bytes are at hand.
   *
   * @param fullBytes how many there were
   */
  public static DeadLetter unreadable(
      Delivery delivery, String reason, byte[] body, long fullBytes) {
    return new DeadLetter(
        delivery.source(),
        DeadLetterStage.DECODE,
        delivery.account(),
        delivery.region(),
        null,
        null,
        reason,
        1,
        body,
        fullBytes);
  }

  /** Events that could not be attributed or stored: as a subscription payload. */
  public static DeadLetter of(LogBatch batch, DeadLetterStage stage, String reason, int attempts) {
    LogStream stream = batch.stream();
    byte[] body = PayloadJson.of(stream, batch.events());
    return new DeadLetter(
        batch.source(),
        stage,
        stream.account(),
        stream.region(),
        stream.logGroup(),
        stream.logStream(),
        reason,
        attempts,
        body,
        body.length);
  }

  /** A log result that could not be stored: in the form in which it is posted. */
  public static DeadLetter of(
      Invocation invocation, DeadLetterStage stage, String reason, int attempts) {
    byte[] body = InvocationJson.of(invocation);
    return new DeadLetter(
        Source.LOG_RESULT,
        stage,
        invocation.account(),
        invocation.region(),
        null,
        null,
        reason,
        attempts,
        body,
        body.length);
  }

  /** Whether only the first of its bytes are kept, so that it cannot be tried again. */
  public boolean isCut() {
    return body.length < fullBytes;
  }
}
