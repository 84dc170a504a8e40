package dev.logtrail.payload.invocation;

import com.fasterxml.jackson.core.JsonParser;
import dev.logtrail.payload.bytes.Bytes;
import dev.logtrail.payload.bytes.Gunzip;
import dev.logtrail.payload.bytes.JsonDocuments;
import dev.logtrail.payload.bytes.JsonInput;
import dev.logtrail.payload.bytes.UnreadableException;
import dev.logtrail.payload.decoding.Decoding;
import java.io.IOException;

/** What is posted to {@code /ingest/invocations}: one object, an array of them, or JSON lines. */
public final class Invocations implements JsonDocuments.Handler {
  public static final String EXPECTED =
      "{\"functionName\":name or ARN,\"requestId\":…,\"logResult\":base64,\"statusCode\":200,"
          + "\"functionError\":…,\"payload\":…,\"invokedAt\":ISO time or epoch milliseconds}";

  private final Decoding decoding;

  private Invocations(Decoding decoding) {
    this.decoding = decoding;
  }

  public static void read(Bytes in, Decoding decoding, Gunzip gunzip) throws UnreadableException {
    Bytes text = gunzip.unwrap(in).trimmed();
    decoding.count(text);
    JsonDocuments.each(text, new Invocations(decoding));
  }

  @Override
  public void object(JsonParser p, JsonDocuments documents) throws IOException {
    int start = JsonInput.tokenStart(p);
    InvocationFields fields = new InvocationFields();
    fields.read(p);
    try {
      decoding.invocation(fields.invocation(decoding));
    } catch (IllegalArgumentException e) {
      decoding.rejected(e.getMessage() + "; right is " + EXPECTED, documents.stretch(start, p));
    }
  }

  @Override
  public void malformed(String complaint, Bytes stretch) {
    decoding.rejected("not readable as JSON (" + complaint + "); right is " + EXPECTED, stretch);
  }
}
