package dev.logtrail.cli.split;

import dev.logtrail.payload.decoding.DecodedSink;
import dev.logtrail.payload.decoding.Rejected;
import dev.logtrail.service.settings.UserError;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.LogBatch;
import dev.logtrail.trail.LogEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Everything that the inputs of a split held: events by stream, invocations, and counts. */
public final class SplitInput implements DecodedSink {
  private final StreamSpill spill;
  private final List<Invocation> invocations = new ArrayList<>();
  private final Map<String, Long> dropped = new TreeMap<>();
  private final Map<String, Long> rejected = new TreeMap<>();
  private int arrivals;
  private int arrivalsBefore;

  public SplitInput(StreamSpill spill) {
    this.spill = spill;
  }

  /** What comes now arrives after everything before. */
  public void nextFile() {
    arrivalsBefore = arrivals;
  }

  @Override
  public void batch(LogBatch batch) {
    List<LogEvent> events = new ArrayList<>(batch.events().size());
    for (LogEvent e : batch.events()) {
      int arrival = arrivalsBefore + e.arrival();
      arrivals = Math.max(arrivals, arrival + 1);
      events.add(new LogEvent(e.id(), e.timestamp(), e.message(), arrival));
    }
    try {
      spill.add(batch.stream(), events);
    } catch (IOException e) {
      throw new UserError("cannot write a temporary file: " + e.getMessage(), e);
    }
  }

  @Override
  public void invocation(Invocation invocation) {
    invocations.add(invocation);
  }

  @Override
  public void rejected(Rejected r) {
    rejected.merge(r.reason(), 1L, Long::sum);
  }

  @Override
  public void dropped(String reason, long events) {
    dropped.merge(reason, events, Long::sum);
  }

  StreamSpill spill() {
    return spill;
  }

  List<Invocation> invocations() {
    return invocations;
  }

  /** Events left out on purpose, by reason. */
  public Map<String, Long> dropped() {
    return dropped;
  }

  /** Records that could not be read, by reason. */
  public Map<String, Long> rejected() {
    return rejected;
  }
}
