package dev.logtrail.payload.decoding;

import dev.logtrail.payload.bytes.Bytes;
import dev.logtrail.trail.LogBatch;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Events of several streams while they are gathered, in the order in which they arrive. */
public final class EventLists {
  private final Decoding decoding;
  private final Map<LogStream, Stream> streams = new LinkedHashMap<>();
  private int arrival;

  private static final class Stream {
    private final MadeUpIds madeUpIds = new MadeUpIds();
    private List<LogEvent> events = new ArrayList<>();
  }

  public EventLists(Decoding decoding) {
    this.decoding = decoding;
  }

  /**
   * Adds one event, or rejects it.
   *
   * @param id null or empty if its carrier has none
   * @param timestamp epoch ms or {@link LogEvent#UNKNOWN_TIME}
   * @param body what it was read from
   */
  public void add(LogStream stream, String id, long timestamp, String message, Bytes body) {
    String fault = decoding.overEventLimit(message);
    if (fault == null) {
      fault = Names.fault(stream);
    }
    if (fault == null && id != null) {
      fault = Names.fault("the event's id", id);
    }
    if (fault != null) {
      decoding.rejected(fault, body);
      return;
    }
    Stream of = streams.computeIfAbsent(stream, s -> new Stream());
    String ownId = id == null || id.isEmpty() ? of.madeUpIds.next(timestamp, message) : id;
    of.events.add(new LogEvent(ownId, timestamp, message, arrival++));
  }

  /** Delivers one batch a stream of what was added since the last time. */
  public void deliver() {
    streams.forEach(
        (stream, of) -> {
          if (!of.events.isEmpty()) {
            decoding.batch(new LogBatch(stream, decoding.source(), of.events));
            of.events = new ArrayList<>();
          }
        });
  }
}
