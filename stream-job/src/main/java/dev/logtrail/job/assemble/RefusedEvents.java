package dev.logtrail.job.assemble;

import dev.logtrail.payload.invocation.InvocationJson;
import dev.logtrail.payload.subscription.PayloadJson;
import dev.logtrail.store.DeadLetter;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.LogBatch;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Source;
import java.util.List;

/**
 * Makes dead letters of events that the job could read and could not attribute or store: they are
 * kept as a subscription payload, which can be sent again.
 */
final class RefusedEvents {
  private RefusedEvents() {}

  /** Of a delivery whose attribution fails. */
  static DeadLetter notAttributed(LogBatch batch, Throwable reason, int tries) {
    return letter(
        batch.stream(),
        batch.source(),
        batch.events(),
        "its events could not be attributed in %d tries: %s".formatted(tries, reason));
  }

  /** Of events that the database refuses. */
  static DeadLetter notStored(
      LogStream stream, Source source, List<LogEvent> events, Throwable reason) {
    return letter(
        stream, source, events, "the database refuses its events: " + reason.getMessage());
  }

  /** Of a log result that the database refuses. */
  static DeadLetter notStored(Invocation invocation, Throwable reason) {
    return new DeadLetter(
        Source.LOG_RESULT,
        invocation.account(),
        invocation.region(),
        "the database refuses it: " + reason.getMessage(),
        InvocationJson.of(invocation));
  }

  private static DeadLetter letter(
      LogStream stream, Source source, List<LogEvent> events, String reason) {
    return new DeadLetter(
        source, stream.account(), stream.region(), reason, PayloadJson.of(stream, events));
  }
}
