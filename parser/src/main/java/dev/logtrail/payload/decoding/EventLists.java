package dev.logtrail.payload.decoding;

import dev.logtrail.payload.bytes.Bytes;
import dev.logtrail.trail.LogBatch;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import java.nio.charset.StandardCharsets;
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
    private final MergedStreams merged = new MergedStreams();
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
    add(stream, id, timestamp, message);
  }

  /** Adds one event of a text, which has no id, or rejects it. */
  public void add(LogStream stream, long timestamp, String message) {
    String fault = decoding.overEventLimit(message);
    if (fault == null) {
      fault = Names.fault(stream);
    }
    if (fault != null) {
      decoding.rejected(fault, Bytes.of(message.getBytes(StandardCharsets.UTF_8)));
      return;
    }
    add(stream, null, timestamp, message);
  }

  private void add(LogStream stream, String id, long timestamp, String message) {
    Stream of = streams.computeIfAbsent(stream, s -> new Stream());
    String ownId = id == null || id.isEmpty() ? of.madeUpIds.next(timestamp, message) : id;
    of.events.add(new LogEvent(ownId, timestamp, message, arrival++));
  }

  /** Delivers one batch a stream of what was added since the last time. */
  public void deliver() {
    streams.forEach(
        (stream, of) -> {
          if (!of.events.isEmpty()) {
            deliver(stream, of.merged.apart(ReadingOrder.oldestFirst(of.events)));
            of.events = new ArrayList<>();
          }
        });
  }

  /** Delivers what is of one stream, and what turned out to be of others beside it. */
  private void deliver(LogStream stream, List<List<LogEvent>> apart) {
    for (int i = 0; i < apart.size(); i++) {
      String name = i == 0 ? stream.logStream() : stream.logStream() + " (" + (i + 1) + ")";
      if (!apart.get(i).isEmpty()) {
        LogStream own = new LogStream(stream.account(), stream.region(), stream.logGroup(), name);
        decoding.batch(new LogBatch(own, decoding.source(), apart.get(i)));
      }
    }
  }
}
