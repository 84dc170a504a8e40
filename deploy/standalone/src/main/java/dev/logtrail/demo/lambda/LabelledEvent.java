package dev.logtrail.demo.lambda;

import dev.logtrail.trail.Basis;
import dev.logtrail.trail.LogEvent;
import java.util.Objects;

/**
 * A log event whose true owner is known.
 *
 * @param event the event as CloudWatch delivers it
 * @param requestId the request that it belongs to; null if it belongs to none
 * @param n which start of that id in this stream, from 1; 0 if it belongs to none
 * @param expected why a perfect reader would put it there
 */
public record LabelledEvent(LogEvent event, String requestId, int n, Basis expected) {
  public LabelledEvent {
    Objects.requireNonNull(event, "event");
    Objects.requireNonNull(expected, "expected");
    if ((requestId == null) != (n == 0)) {
      throw new IllegalArgumentException("an owner has an id and an n from 1, nobody has neither");
    }
  }
}
