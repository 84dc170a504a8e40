package dev.logtrail.store;

import dev.logtrail.trail.TrailEvent;
import java.util.List;

/**
 * A bag of raw events of one trail: at most {@link #MAX_EVENTS} events and {@link #MAX_RAW_BYTES}
 * of text (one larger event stands alone). Order and entries are derived on reading.
 *
 * @param segNo the segment's number within its trail, from 0; only the highest is still open
 * @param events in any order, though written in stream order
 */
public record TrailSegment(int segNo, List<TrailEvent> events) {
  public static final int MAX_EVENTS = 1_000;
  public static final int MAX_RAW_BYTES = 256 * 1024;

  public TrailSegment {
    events = List.copyOf(events);
  }
}
