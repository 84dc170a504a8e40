package dev.logtrail.payload.subscription;

import com.fasterxml.jackson.core.JsonParser;
import dev.logtrail.limit.DeliveryLimits;
import dev.logtrail.payload.bytes.Base64Text;
import dev.logtrail.payload.bytes.Bytes;
import dev.logtrail.payload.bytes.Gunzip;
import dev.logtrail.payload.bytes.JsonDocuments;
import dev.logtrail.payload.bytes.PayloadTooLargeException;
import dev.logtrail.payload.bytes.UnreadableException;
import dev.logtrail.payload.decoding.Decoding;
import java.io.IOException;
import java.util.Base64;

/**
 * A CloudWatch Logs subscription payload: one or several documents of one log stream each, plain or
 * gzip, or wrapped as Lambda gets them ({@code {"awslogs":{"data":…}}}). One batch per document.
 * Between them may stand status changes of durable executions ({@link StatusChange}): Firehose and
 * Kinesis streams carry them the same way.
 */
public final class SubscriptionPayload implements JsonDocuments.Handler {
  public static final String EXPECTED =
      "a CloudWatch Logs subscription payload, JSON or gzip: {\"messageType\":\"DATA_MESSAGE\","
          + "\"owner\":…,\"logGroup\":…,\"logStream\":…,\"logEvents\":[{\"id\":…,\"timestamp\":…,"
          + "\"message\":…}]}";

  private final Decoding decoding;
  private final Bytes packed;
  private final Gunzip gunzip;
  private final String advice;
  private final boolean inEnvelope;

  private SubscriptionPayload(
      Bytes packed, Decoding decoding, Gunzip gunzip, String advice, boolean inEnvelope) {
    this.packed = packed;
    this.decoding = decoding;
    this.gunzip = gunzip;
    this.advice = advice;
    this.inEnvelope = inEnvelope;
  }

  /** Reads one payload; its faults become rejected records. */
  public static void read(Bytes in, Decoding decoding, Gunzip gunzip)
      throws PayloadTooLargeException {
    read(in, decoding, gunzip, "right is " + EXPECTED);
  }

  /** The same, with other advice for what is not such a payload at all. */
  public static void read(Bytes in, Decoding decoding, Gunzip gunzip, String advice)
      throws PayloadTooLargeException {
    read(in, decoding, gunzip, advice, false);
  }

  private static void read(
      Bytes in, Decoding decoding, Gunzip gunzip, String advice, boolean inEnvelope)
      throws PayloadTooLargeException {
    Bytes text;
    try {
      text = gunzip.unwrap(in);
    } catch (PayloadTooLargeException e) {
      throw e;
    } catch (UnreadableException e) {
      decoding.rejected(e.getMessage(), in);
      return;
    }
    decoding.count(text);
    JsonDocuments.each(
        text.trimmed(), new SubscriptionPayload(in, decoding, gunzip, advice, inEnvelope));
  }

  @Override
  public void object(JsonParser p, JsonDocuments documents) throws IOException {
    int start = documents.tokenStart(p);
    SubscriptionDocument document = new SubscriptionDocument(decoding, documents, start, advice);
    document.read(p, gunzip.room());
    if (document.isEvent()) {
      StatusChange.read(documents.stretch(start, p), decoding);
    } else if (document.envelope() == null) {
      document.deliver(() -> letter(documents.stretch(start, p)));
    } else if (inEnvelope) {
      decoding.rejected("awslogs inside awslogs; once is right", documents.stretch(start, p));
    } else if (!decoding.isExhausted()) {
      open(document.envelope(), documents.stretch(start, p));
    }
  }

  private void open(Base64Text data, Bytes envelope) {
    try {
      Bytes payload = data.decode(Base64.getMimeDecoder());
      read(payload, decoding, gunzip.nested(), advice, true);
    } catch (IllegalArgumentException e) {
      decoding.rejected("awslogs.data is not base64: " + e.getMessage(), envelope);
    } catch (PayloadTooLargeException e) {
      decoding.rejected(e.getMessage(), envelope);
    } finally {
      data.giveBack();
    }
  }

  @Override
  public void malformed(String complaint, Bytes stretch) {
    decoding.rejected("not readable as JSON (" + complaint + "); " + advice, letter(stretch));
  }

  /** What is kept of a stretch: a large one as it came, which may be a thousand times smaller. */
  private Bytes letter(Bytes stretch) {
    boolean keepPacked =
        stretch.length() > DeliveryLimits.BATCH_CHARS && packed.length() < stretch.length();
    return keepPacked ? packed : stretch;
  }
}
