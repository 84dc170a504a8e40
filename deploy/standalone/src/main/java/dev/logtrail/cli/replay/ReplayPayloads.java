package dev.logtrail.cli.replay;

import dev.logtrail.limit.FileLimits;
import dev.logtrail.payload.bytes.UnreadableException;
import dev.logtrail.payload.decoding.DecodedSink;
import dev.logtrail.payload.decoding.Rejected;
import dev.logtrail.payload.subscription.PayloadJson;
import dev.logtrail.trail.EventId;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.LogBatch;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** Packs decoded events into subscription payloads of at most 200 events or about 1 MB. */
final class ReplayPayloads implements DecodedSink {
  private final Long startTime;
  private final BiConsumer<String, Long> leftOut;
  private final BiConsumer<LogStream, byte[]> target;
  private long untimed;
  private String fault;

  /**
   * @param startTime the time of the first event that has none, epoch ms; those after it follow by
   *     1 ms each; null if such events are a fault
   * @param leftOut gets the number of lines that are no events, with the reason
   * @param target gets each payload
   */
  ReplayPayloads(
      Long startTime, BiConsumer<String, Long> leftOut, BiConsumer<LogStream, byte[]> target) {
    this.startTime = startTime;
    this.leftOut = leftOut;
    this.target = target;
  }

  @Override
  public void batch(LogBatch batch) {
    LogStream stream = batch.stream();
    if (stream.logGroup().isEmpty()) {
      fault = "its events name no log group; give --log-group, such as /aws/lambda/orders";
    }
    List<LogEvent> events = new ArrayList<>();
    int chars = 0;
    for (LogEvent e : batch.events()) {
      LogEvent event = timed(e);
      if (fault != null) {
        return;
      }
      if (events.size() == FileLimits.REPLAY_PAYLOAD_EVENTS
          || chars + event.message().length() > FileLimits.REPLAY_PAYLOAD_CHARS) {
        send(stream, events);
        chars = 0;
      }
      events.add(event);
      chars += event.message().length();
    }
    send(stream, events);
  }

  private void send(LogStream stream, List<LogEvent> events) {
    if (!events.isEmpty()) {
      target.accept(stream, PayloadJson.of(stream, events));
      events.clear();
    }
  }

  private LogEvent timed(LogEvent e) {
    if (e.hasTime()) {
      return e;
    }
    if (startTime == null) {
      fault =
          "its lines have no times; give the first one's with --start-time 2026-11-20T10:00:00Z";
      return e;
    }
    long time = startTime + untimed++;
    return new LogEvent(EventId.makeUp(time, e.message(), 1), time, e.message(), e.arrival());
  }

  @Override
  public void invocation(Invocation invocation) {
    throw new IllegalStateException("invocations are sent as they are");
  }

  @Override
  public void rejected(Rejected rejected) {
    fault = fault == null ? rejected.reason() : fault;
  }

  @Override
  public void dropped(String reason, long events) {
    leftOut.accept(reason, events);
  }

  /**
   * Ends the input.
   *
   * @throws UnreadableException if something of it was not sent
   */
  void finish() throws UnreadableException {
    if (fault != null) {
      throw new UnreadableException(fault);
    }
  }
}
