package dev.logtrail.demo.lambda;

import dev.logtrail.trail.Basis;
import java.util.Objects;

/**
 * One event as an environment writes it, with its true owner; it has no id yet.
 *
 * @param writtenAt when it was written, epoch ms
 * @param timestamp the event's timestamp, epoch ms: mostly {@code writtenAt}, the whole second
 *     where a runtime cuts its times
 * @param message the exact text
 * @param requestId whose it is; null for nobody's
 * @param n which start of that id in this stream, from 1; 0 for nobody's
 * @param basis why a perfect reader would put it there
 */
public record WrittenEvent(
    long writtenAt, long timestamp, String message, String requestId, int n, Basis basis) {
  public WrittenEvent {
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(basis, "basis");
  }
}
