package dev.logtrail.attribution;

import dev.logtrail.line.LineFacts;
import dev.logtrail.line.LineScanner;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.Source;
import java.util.Comparator;

/**
 * An event and what its message says for itself.
 *
 * @param event the raw event
 * @param facts what its message looks like, taken alone
 * @param source how it came first
 */
public record ScannedEvent(LogEvent event, LineFacts facts, Source source) {

  /** The order of the stream. */
  public static final Comparator<ScannedEvent> ORDER =
      Comparator.comparing(ScannedEvent::event, LogEvent.ORDER);

  /** Scans an event's message. */
  public static ScannedEvent of(LogEvent event, Source source) {
    return new ScannedEvent(event, LineScanner.scan(event.message()), source);
  }
}
