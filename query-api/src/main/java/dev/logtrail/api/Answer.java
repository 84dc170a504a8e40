package dev.logtrail.api;

import java.util.Map;
import java.util.Objects;

/**
 * What an ingest door answers.
 *
 * @param status the HTTP status
 * @param contentType of the body
 * @param body the body; may be empty
 * @param headers more response headers, such as {@code Retry-After}
 */
public record Answer(int status, String contentType, byte[] body, Map<String, String> headers) {
  public Answer {
    Objects.requireNonNull(contentType, "contentType");
    Objects.requireNonNull(body, "body");
    headers = Map.copyOf(headers);
  }
}
