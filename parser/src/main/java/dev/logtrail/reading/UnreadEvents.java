package dev.logtrail.reading;

import dev.logtrail.limit.EventLimits;
import dev.logtrail.reading.text.ReadEvent;
import dev.logtrail.trail.TrailEvent;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/**
 * Events of which each is read when it is asked for. Kept are those that the entry being read may
 * look at again, not the whole trail's. Not thread-safe.
 */
final class UnreadEvents extends AbstractList<ReadEvent> implements RandomAccess {
  private static final int KEPT = 2 * EventLimits.ENTRY_EVENTS;

  private final List<TrailEvent> events;
  private final ReadEvent[] read;

  /** None of these is read yet. */
  UnreadEvents(List<TrailEvent> events) {
    this.events = events;
    this.read = new ReadEvent[events.size()];
  }

  @Override
  public ReadEvent get(int index) {
    if (read[index] == null) {
      read[index] = ReadEvent.of(events.get(index));
      if (index >= KEPT) {
        read[index - KEPT] = null; // Asked for again it would be read again.
      }
    }
    return read[index];
  }

  @Override
  public int size() {
    return read.length;
  }
}
