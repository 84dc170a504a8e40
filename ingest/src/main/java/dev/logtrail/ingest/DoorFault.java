package dev.logtrail.ingest;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Ends a request: nothing was stored. Its message says what was wrong and what would be right. */
final class DoorFault extends Exception {
  private static final long serialVersionUID = 1L;

  private static final Map<Integer, String> TITLES =
      Map.of(
          400, "Bad Request",
          413, "Content Too Large",
          415, "Unsupported Media Type",
          500, "Internal Server Error",
          503, "Service Unavailable");

  private final int status;
  private final Integer retryAfterSeconds;

  DoorFault(int status, String detail) {
    this(status, detail, null);
  }

  DoorFault(int status, String detail, Integer retryAfterSeconds) {
    super(detail, null, false, false);
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  int status() {
    return status;
  }

  Map<String, String> headers() {
    return retryAfterSeconds == null
        ? Map.of()
        : Map.of("Retry-After", retryAfterSeconds.toString());
  }

  /** As an RFC 9457 problem. */
  DoorAnswer problem() {
    String json =
        DoorJson.object(
            out -> {
              out.writeStringField("type", "about:blank");
              out.writeStringField("title", TITLES.get(status));
              out.writeNumberField("status", status);
              out.writeStringField("detail", getMessage());
            });
    return new DoorAnswer(
        status, "application/problem+json", json.getBytes(StandardCharsets.UTF_8), headers());
  }
}
