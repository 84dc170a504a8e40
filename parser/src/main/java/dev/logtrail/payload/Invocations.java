package dev.logtrail.payload;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** What is posted to {@code /ingest/invocations}: one object, an array of them, or JSON lines. */
final class Invocations implements JsonDocuments.Handler {
  static final String EXPECTED =
      "{\"functionName\":name or ARN,\"requestId\":…,\"logResult\":base64,\"statusCode\":200,"
          + "\"functionError\":…,\"payload\":…,\"invokedAt\":ISO time or epoch milliseconds}";

  private final Decoding decoding;

  private Invocations(Decoding decoding) {
    this.decoding = decoding;
  }

  static void read(Bytes in, Decoding decoding, Gunzip gunzip) throws UnreadableException {
    Bytes text = gunzip.unwrap(in).trimmed();
    decoding.count(text);
    JsonDocuments.each(text, new Invocations(decoding));
  }

  @Override
  public void object(JsonParser p, JsonDocuments documents) throws IOException {
    int start = Json.tokenStart(p);
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
