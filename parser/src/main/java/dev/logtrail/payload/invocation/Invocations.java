package dev.logtrail.payload.invocation;

import com.fasterxml.jackson.core.JsonParser;
import dev.logtrail.limit.DeliveryLimits;
import dev.logtrail.payload.bytes.Bytes;
import dev.logtrail.payload.bytes.DecodingRoom;
import dev.logtrail.payload.bytes.Gunzip;
import dev.logtrail.payload.bytes.JsonDocuments;
import dev.logtrail.payload.bytes.PayloadTooLargeException;
import dev.logtrail.payload.bytes.UnreadableException;
import dev.logtrail.payload.decoding.Decoding;
import java.io.IOException;

/** What is posted to {@code /ingest/invocations}: one object, an array of them, or JSON lines. */
public final class Invocations implements JsonDocuments.Handler {
  public static final String EXPECTED =
      "{\"functionName\":name or ARN,\"requestId\":…,\"logResult\":base64,\"statusCode\":200,"
          + "\"functionError\":…,\"payload\":…,\"invokedAt\":ISO time or epoch milliseconds}";

  /** Up to here one is read in what every decoder has for its buffers. */
  private static final int SMALL_BYTES = 1 << 20;

  /** The longest payload and the longest log result; what is longer is skipped. */
  private static final int MOST_READ_BYTES =
      InvocationFields.PAYLOAD_BYTES + 2 * DeliveryLimits.EVENT_BYTES;

  /** How often a payload stands in memory while it is read. */
  private static final long LENGTHS_IN_MEMORY = 4;

  private final Decoding decoding;
  private final DecodingRoom room;

  private Invocations(Decoding decoding, DecodingRoom room) {
    this.decoding = decoding;
    this.room = room;
  }

  public static void read(Bytes in, Decoding decoding, Gunzip gunzip) throws UnreadableException {
    Bytes text = gunzip.unwrap(in).trimmed();
    decoding.count(text);
    JsonDocuments.each(text, new Invocations(decoding, gunzip.room()));
  }

  @Override
  public void object(JsonParser p, JsonDocuments documents) throws IOException {
    int start = documents.tokenStart(p);
    long taken = LENGTHS_IN_MEMORY * documents.length(p, MOST_READ_BYTES);
    taken = taken > SMALL_BYTES ? taken : 0;
    try {
      room.take(taken);
    } catch (PayloadTooLargeException e) {
      p.skipChildren();
      decoding.rejected(e.getMessage(), documents.stretch(start, p));
      return;
    }
    try {
      InvocationFields fields = new InvocationFields();
      fields.read(p, documents);
      decoding.invocation(fields.invocation(decoding));
    } catch (IllegalArgumentException e) {
      decoding.rejected(e.getMessage() + "; right is " + EXPECTED, documents.stretch(start, p));
    } finally {
      room.give(taken);
    }
  }

  @Override
  public void malformed(String complaint, Bytes stretch) {
    decoding.rejected("not readable as JSON (" + complaint + "); right is " + EXPECTED, stretch);
  }
}
