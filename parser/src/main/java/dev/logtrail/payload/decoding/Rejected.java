package dev.logtrail.payload.decoding;

import java.util.Objects;

/**
 * One record that could not be read.
 *
 * @param reason what was wrong, and what would be right
 * @param body its bytes
 */
public record Rejected(String reason, byte[] body) {
  public Rejected {
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(body, "body");
  }
}
