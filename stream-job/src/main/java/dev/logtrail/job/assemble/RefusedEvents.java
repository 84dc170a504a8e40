package dev.logtrail.job.assemble;

import dev.logtrail.limit.DeliveryLimits;
import dev.logtrail.store.DeadLetter;
import dev.logtrail.store.DeadLetterStage;
import dev.logtrail.text.FaultText;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.LogBatch;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Source;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes dead letters of events that the job could read and could not attribute or store: they are
 * kept as subscription payloads, which can be sent again.
 */
final class RefusedEvents {
  private RefusedEvents() {}

  /** Of a delivery whose attribution fails. */
  static DeadLetter notAttributed(LogBatch batch, Throwable reason, int tries) {
    return DeadLetter.of(
        batch,
        DeadLetterStage.ATTRIBUTE,
        "its events could not be attributed: " + FaultText.of(reason),
        tries);
  }

  /**
   * Of events that the database refuses: letters that are no larger than what is handed on at once,
   * so that none of them is cut.
   */
  static List<DeadLetter> notStored(
      LogStream stream, Source source, List<LogEvent> events, Throwable reason) {
    List<DeadLetter> letters = new ArrayList<>();
    List<LogEvent> part = new ArrayList<>();
    long chars = 0;
    for (LogEvent event : events) {
      if (!part.isEmpty() && chars + event.message().length() > DeliveryLimits.BATCH_CHARS) {
        letters.add(notStored(new LogBatch(stream, source, part), reason));
        part.clear();
        chars = 0;
      }
      part.add(event);
      chars += event.message().length();
    }
    if (!part.isEmpty()) {
      letters.add(notStored(new LogBatch(stream, source, part), reason));
    }
    return letters;
  }

  private static DeadLetter notStored(LogBatch batch, Throwable reason) {
    return DeadLetter.of(batch, DeadLetterStage.STORE, sentence(reason), 1);
  }

  /** Of a log result that the database refuses. */
  static DeadLetter notStored(Invocation invocation, Throwable reason) {
    return DeadLetter.of(invocation, DeadLetterStage.STORE, sentence(reason), 1);
  }

  private static String sentence(Throwable reason) {
    return "it could not be stored: " + reason.getMessage();
  }
}
