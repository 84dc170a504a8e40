package dev.logtrail.trail;

import java.util.Comparator;
import java.util.Objects;

/**
 * One CloudWatch log event, exactly as delivered. It may hold several lines and is never cut.
 *
 * @param id the event's id within its stream: 56 decimal digits from CloudWatch, any text from
 *     emulators, or {@code ~} and a hash where the carrier has none (see {@link EventId})
 * @param timestamp epoch milliseconds, or {@link #UNKNOWN_TIME} where the carrier has none (plain
 *     text lines)
 * @param message the text with its line breaks, untouched
 * @param arrival the event's place among those it arrived with; it decides the order of events only
 *     where timestamp and id cannot: among ids Logtrail made up itself
 */
public record LogEvent(String id, long timestamp, String message, int arrival) {

  /** The timestamp of an event whose carrier gave none. Sorts first, and by arrival. */
  public static final long UNKNOWN_TIME = Long.MIN_VALUE;

  /**
   * The order within a stream: timestamp, then id; made-up ids keep the order in which they
   * arrived.
   */
  public static final Comparator<LogEvent> ORDER = LogEvent::compare;

  public LogEvent {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(message, "message");
  }

  /** An event that arrived alone. */
  public LogEvent(String id, long timestamp, String message) {
    this(id, timestamp, message, 0);
  }

  /** Whether the carrier gave a timestamp. */
  public boolean hasTime() {
    return timestamp != UNKNOWN_TIME;
  }

  private static int compare(LogEvent a, LogEvent b) {
    int byTime = Long.compare(a.timestamp, b.timestamp);
    if (byTime != 0) {
      return byTime;
    }
    if (EventId.isMadeUp(a.id) && EventId.isMadeUp(b.id)) {
      int byArrival = Integer.compare(a.arrival, b.arrival);
      return byArrival != 0 ? byArrival : a.id.compareTo(b.id);
    }
    return a.id.compareTo(b.id);
  }

  /** The timestamp, epoch ms; null where the carrier gave none. */
  public Long timestampOrNull() {
    return hasTime() ? timestamp : null;
  }
}
