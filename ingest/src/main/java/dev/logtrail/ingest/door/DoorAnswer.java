package dev.logtrail.ingest.door;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/**
 * The answer of a door.
 *
 * @param status the HTTP status
 * @param contentType of the body
 * @param body JSON in UTF-8
 * @param headers more response headers, such as {@code Retry-After}
 */
public record DoorAnswer(int status, String contentType, byte[] body, Map<String, String> headers) {
  static final String JSON = "application/json";

  public DoorAnswer {
    Objects.requireNonNull(contentType, "contentType");
    Objects.requireNonNull(body, "body");
    headers = Map.copyOf(headers);
  }

  static DoorAnswer json(int status, String json) {
    return new DoorAnswer(status, JSON, json.getBytes(StandardCharsets.UTF_8), Map.of());
  }

  /** The same with other response headers. */
  DoorAnswer with(Map<String, String> otherHeaders) {
    return new DoorAnswer(status, contentType, body, otherHeaders);
  }

  /** The body as text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
