package dev.logtrail.reading;

import dev.logtrail.reading.text.ReadEvent;
import dev.logtrail.trail.TrailEvent;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** Events of which each is read when it is first asked for. Not thread-safe. */
final class UnreadEvents extends AbstractList<ReadEvent> implements RandomAccess {
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
    }
    return read[index];
  }

  @Override
  public int size() {
    return read.length;
  }
}
