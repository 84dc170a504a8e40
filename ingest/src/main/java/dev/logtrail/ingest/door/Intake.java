package dev.logtrail.ingest.door;

import dev.logtrail.ingest.AsyncFault;
import dev.logtrail.limit.ByteShare;
import dev.logtrail.limit.DeliveryLimits;
import dev.logtrail.payload.PayloadDecoder;
import dev.logtrail.payload.bytes.DecodingBusyException;
import dev.logtrail.payload.bytes.DecodingRoom;
import dev.logtrail.payload.bytes.PayloadTooLargeException;
import dev.logtrail.payload.bytes.UnreadableException;
import dev.logtrail.payload.decoding.Decoded;
import dev.logtrail.payload.decoding.DecodedSink;
import dev.logtrail.payload.decoding.KeptWhileSmall;
import dev.logtrail.trail.Delivery;
import dev.logtrail.trail.Scope;
import dev.logtrail.trail.Source;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all doors do: read a body within its limit, check that it is readable, hand it over. */
final class Intake {
  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
  private static final Duration PATIENCE = Duration.ofMillis(DeliveryLimits.DECODING_WAIT_MS);

  /** No more decode at once than there are processors; each keeps up to 4 MB of buffers. */
  private static final int KEPT_DECODERS =
      Math.min(16, 2 * Runtime.getRuntime().availableProcessors());

  private static final int RETRY_AFTER_FAILURE_SECONDS = 5;

  private final Source source;
  private final Handover handover;
  private final DoorSettings settings;
  private final BlockingQueue<PayloadDecoder> decoders = new ArrayBlockingQueue<>(KEPT_DECODERS);

  Intake(Source source, Handover handover, DoorSettings settings) {
    this.source = source;
    this.handover = handover;
    this.settings = settings;
  }

  /**
   * Reads a body, and no more of it than the limit, whatever Content-Length says.
   *
   * @throws DeliveryRefusedException 413 over the limit, 415 for an encoding other than gzip
   */
  byte[] read(UnaryOperator<String> header, InputStream body)
      throws IOException, DeliveryRefusedException {
    checkEncoding(header.apply("Content-Encoding"));
    if (contentLength(header) > settings.bodyBytes()) {
      throw overLimit();
    }
    if (body instanceof WholeBody whole) {
      if (whole.bytes().length > settings.bodyBytes()) {
        throw overLimit();
      }
      return whole.bytes();
    }
    byte[] bytes = body.readNBytes(settings.bodyBytes() + 1);
    if (bytes.length > settings.bodyBytes()) {
      throw overLimit();
    }
    return bytes;
  }

  /**
   * Checks that something in a body is readable, and hands it over as it came.
   *
   * @param told the owner that the request names; the settings tell what it leaves out
   * @param scope what may be sent
   * @return what is durable then; fails with a {@link DeliveryRefusedException}, 503, if it could
   *     not be handed over
   * @throws DeliveryRefusedException 400 if nothing is readable, 403 if anything is out of the
   *     scope, 413 over a limit, 503 if there was no memory to read it in
   */
  CompletableFuture<DeliveryCounts> take(byte[] body, DeliveryOwner told, Scope scope)
      throws DeliveryRefusedException {
    DeliveryOwner owner =
        told.or(new DeliveryOwner(scope.onlyAccount(), null)).or(settings.owner());
    Delivery delivery = new Delivery(source, owner.account(), owner.region(), body);
    DeliveryCounts counts = new DeliveryCounts(scope);
    KeptWhileSmall kept = new KeptWhileSmall(counts, DeliveryLimits.DECODED_AHEAD_BYTES);
    decode(delivery, kept);
    refuseForeign(delivery, counts, scope);
    return handOver(delivery, kept)
        .handle(
            (done, fault) -> {
              if (fault != null) {
                throw new CompletionException(refusal(delivery, fault));
              }
              return counts;
            });
  }

  /** Hands over; what the delivery was decoded to takes memory until it is durable. */
  private CompletableFuture<Void> handOver(Delivery delivery, KeptWhileSmall kept) {
    ByteShare memory = settings.decoding().share();
    try {
      return begin(delivery, kept, memory).whenComplete((done, fault) -> memory.close());
    } catch (RuntimeException e) {
      memory.close();
      return CompletableFuture.failedFuture(e);
    }
  }

  private CompletableFuture<Void> begin(Delivery delivery, KeptWhileSmall kept, ByteShare memory) {
    if (kept.bytes() > DeliveryLimits.LARGE_DELIVERY_BYTES) {
      return handover.acceptLarge(delivery);
    }
    Decoded decoded = kept.decoded();
    boolean fits = decoded != null && memory.tryGrow(decoded.batchBytes());
    return handover.accept(delivery, fits ? decoded : null);
  }

  private DeliveryRefusedException refusal(Delivery delivery, Throwable fault) {
    Throwable cause = AsyncFault.cause(fault);
    if (cause instanceof HandoverFullException e) {
      return new DeliveryRefusedException(
          503,
          e.getMessage() + "; nothing was taken, try again after " + e.retryAfterSeconds() + " s",
          e.retryAfterSeconds());
    }
    // Whoever takes deliveries tells once that it cannot; here it would be told of each.
    LOG.debug(
        "could not hand over a delivery of {} bytes from {}",
        delivery.body().length,
        source.word(),
        cause);
    return new DeliveryRefusedException(
        503,
        "the delivery could not be stored; send it again, twice is harmless",
        RETRY_AFTER_FAILURE_SECONDS);
  }

  private static void refuseForeign(Delivery delivery, DeliveryCounts counts, Scope scope)
      throws DeliveryRefusedException {
    String foreign = counts.foreign();
    if (foreign == null && counts.hasRejected() && !scope.hasAccount(delivery.account())) {
      foreign =
          "account %s, as whose dead letters records would be kept that cannot be read"
              .formatted(delivery.account());
    }
    if (foreign != null) {
      throw new DeliveryRefusedException(
          403,
          "the delivery holds logs of %s, which this token may not send: right are those that it is limited to; nothing was taken"
              .formatted(foreign));
    }
  }

  private void decode(Delivery delivery, DecodedSink sink) throws DeliveryRefusedException {
    PayloadDecoder decoder = borrow();
    try {
      decoder.decode(delivery, sink);
    } catch (PayloadTooLargeException e) {
      throw new DeliveryRefusedException(413, e.getMessage());
    } catch (UnreadableException e) {
      throw new DeliveryRefusedException(400, e.getMessage());
    } catch (DecodingBusyException e) {
      throw new DeliveryRefusedException(
          503,
          "there was no memory to read the delivery in: " + e.getMessage() + "; send it again",
          DeliveryLimits.MEMORY_RETRY_AFTER_S);
    } finally {
      giveBack(decoder);
    }
  }

  /** The {@code requestId} in a Firehose body, or null. */
  String firehoseRequestId(byte[] body) {
    PayloadDecoder decoder = borrow();
    try {
      return decoder.firehoseRequestId(body);
    } finally {
      giveBack(decoder);
    }
  }

  private PayloadDecoder borrow() {
    PayloadDecoder kept = decoders.poll();
    return kept != null
        ? kept
        : new PayloadDecoder(settings.payloads(), new DecodingRoom(settings.decoding(), PATIENCE));
  }

  private void giveBack(PayloadDecoder decoder) {
    if (!decoders.offer(decoder)) {
      decoder.close();
    }
  }

  private DeliveryRefusedException overLimit() {
    return new DeliveryRefusedException(
        413,
        "the body is larger than the limit of "
            + settings.bodyBytes()
            + " bytes; send it in several requests");
  }

  private static void checkEncoding(String encoding) throws DeliveryRefusedException {
    boolean known =
        encoding == null
            || encoding.isBlank()
            || encoding.equalsIgnoreCase("gzip")
            || encoding.equalsIgnoreCase("identity");
    if (!known) {
      throw new DeliveryRefusedException(
          415, "Content-Encoding is '" + encoding + "'; right is gzip or none");
    }
  }

  private static long contentLength(UnaryOperator<String> header) {
    String length = header.apply("Content-Length");
    try {
      return length == null ? 0 : Long.parseLong(length.strip());
    } catch (NumberFormatException e) {
      return 0; // the server's concern; read() counts the bytes itself
    }
  }
}
