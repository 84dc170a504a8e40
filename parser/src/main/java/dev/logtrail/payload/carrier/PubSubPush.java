package dev.logtrail.payload.carrier;

import com.fasterxml.jackson.core.JsonParser;
import dev.logtrail.payload.bytes.Bytes;
import dev.logtrail.payload.bytes.JsonDocuments;
import dev.logtrail.payload.bytes.JsonInput;
import dev.logtrail.payload.decoding.Decoding;
import dev.logtrail.payload.decoding.EventLists;
import dev.logtrail.text.JsonTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What Pub/Sub pushes to an endpoint: one message a request, whose {@code data} is a LogEntry of
 * Cloud Logging in base64. Several requests may stand one behind the other.
 */
public final class PubSubPush implements JsonDocuments.Handler {
  /** What is read. */
  public static final String EXPECTED =
      "Pub/Sub's {\"message\":{\"data\":base64},\"subscription\":…} with a LogEntry of Cloud"
          + " Logging ({\"logName\":…,\"resource\":…}) as data";

  private final Decoding decoding;
  private final EventLists events;

  private PubSubPush(Decoding decoding, EventLists events) {
    this.decoding = decoding;
    this.events = events;
  }

  /** Reads pushed messages. */
  public static void read(Bytes in, Decoding decoding, EventLists events) {
    JsonDocuments.each(in, new PubSubPush(decoding, events));
  }

  @Override
  public void object(JsonParser p, JsonDocuments documents) throws IOException {
    String json = JsonInput.compact(p);
    Bytes body = Bytes.of(json.getBytes(StandardCharsets.UTF_8));
    Map<String, Object> push = JsonTree.object(json);
    boolean told = push != null && push.get("message") instanceof Map<?, ?>;
    ApiEvent event =
        told ? GoogleLogEntry.ofPush((Map<?, ?>) push.get("message"), decoding.defaults()) : null;
    if (event == null) {
      decoding.rejected("a push without a LogEntry; right is " + EXPECTED, body);
    } else {
      events.add(event.stream(), event.id(), event.timestamp(), event.message(), body);
    }
  }

  @Override
  public void malformed(String complaint, Bytes stretch) {
    decoding.rejected("not readable as JSON (" + complaint + "); right is " + EXPECTED, stretch);
  }
}
