package dev.logtrail.trail;

import java.util.Comparator;
import java.util.Objects;

/**
 * An event in a trail: the raw event, why it is there, and how it came. This is what a segment
 * stores.
 *
 * @param event the raw event
 * @param basis why it is in this trail
 * @param bleed whether it was written while another request was open (a background thread, say)
 * @param source how it came first
 */
public record TrailEvent(LogEvent event, Basis basis, boolean bleed, Source source) {

  /** The order within a stream, by the raw events. */
  public static final Comparator<TrailEvent> ORDER =
      Comparator.comparing(TrailEvent::event, LogEvent.ORDER);

  public TrailEvent {
    Objects.requireNonNull(event, "event");
    Objects.requireNonNull(basis, "basis");
    Objects.requireNonNull(source, "source");
  }
}
