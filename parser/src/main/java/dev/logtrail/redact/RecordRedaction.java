package dev.logtrail.redact;

import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.LogBatch;
import dev.logtrail.trail.LogEvent;
import java.util.ArrayList;
import java.util.List;

/** Masks secrets in what was read of a delivery. Immutable. */
public final class RecordRedaction {
  private final Redaction redaction;

  public RecordRedaction(Redaction redaction) {
    this.redaction = redaction;
  }

  /** The same events without secrets; the same object if there are none. */
  public LogBatch batch(LogBatch batch) {
    if (redaction.isNone()) {
      return batch;
    }
    List<LogEvent> events = null;
    for (int i = 0; i < batch.events().size(); i++) {
      LogEvent event = batch.events().get(i);
      String masked = redaction.message(event.message());
      if (!masked.equals(event.message())) {
        events = events == null ? new ArrayList<>(batch.events()) : events;
        events.set(i, new LogEvent(event.id(), event.timestamp(), masked, event.arrival()));
      }
    }
    return events == null ? batch : new LogBatch(batch.stream(), batch.source(), events);
  }

  /**
   * The same log result without secrets. A first line that is cut goes: a part of a secret cannot
   * be told from other text.
   */
  public Invocation invocation(Invocation i) {
    if (redaction.isNone()) {
      return i;
    }
    return new Invocation(
        i.account(),
        i.region(),
        i.functionName(),
        i.functionVersion(),
        i.requestId(),
        i.log() == null ? null : log(i.log(), i.logCut()),
        i.logCut(),
        i.statusCode(),
        i.functionError(),
        i.payload() == null ? null : json(i.payload()),
        i.invokedAt());
  }

  private String log(String log, boolean cut) {
    int secondLine = log.indexOf('\n') < 0 ? log.length() : log.indexOf('\n') + 1;
    String whole = cut ? log.substring(secondLine) : log;
    StringBuilder out = new StringBuilder(whole.length());
    // What reaches over lines first; then each line as the event that it will be.
    for (String line : redaction.lines(whole).split("(?<=\n)", -1)) {
      out.append(redaction.message(line));
    }
    return out.toString();
  }

  /** JSON of any kind stays JSON. */
  private String json(String payload) {
    String masked = redaction.text("[" + payload + "]");
    boolean whole = masked.startsWith("[") && masked.endsWith("]");
    return whole ? masked.substring(1, masked.length() - 1) : '"' + masked + '"';
  }
}
