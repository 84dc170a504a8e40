package dev.logtrail.faults.load;

import dev.logtrail.demo.lambda.LabelledEvent;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What was posted and what became of it, as far as senders can know. */
public final class Ledger {
  private final Map<String, Owed> events = new HashMap<>();
  private final Set<String> wholeStreams = new HashSet<>();
  private final Set<String> functions = new HashSet<>();
  private final Set<String> logResults = new HashSet<>();
  private final Map<String, Integer> counts = new TreeMap<>();

  /**
   * Where an event belongs.
   *
   * @param logStream name of its stream
   * @param requestId its request; null if it belongs to none
   * @param n which start of that id in this stream, from 1; 0 if it belongs to none
   */
  public record Place(String logStream, String requestId, int n) {}

  /**
   * An event that was posted.
   *
   * @param event as it was posted
   * @param place where it belongs
   * @param acknowledgedAt when a post of it was first answered with 200, epoch ms; 0 if never
   */
  public record Owed(LogEvent event, Place place, long acknowledgedAt) {

    /** Whether the server has promised to keep it. */
    public boolean isAcknowledged() {
      return acknowledgedAt != 0;
    }
  }

  /** Notes that a post of these was answered with 200. */
  synchronized void acknowledged(LogStream stream, List<LabelledEvent> batch) {
    note(stream, batch, System.currentTimeMillis());
    count("payloads acknowledged");
  }

  /** Notes that these were posted and nobody knows whether they were taken. */
  synchronized void uncertain(LogStream stream, List<LabelledEvent> batch) {
    note(stream, batch, 0);
    count("posts without an answer");
  }

  private void note(LogStream stream, List<LabelledEvent> batch, long at) {
    for (LabelledEvent e : batch) {
      Place place = new Place(stream.logStream(), e.requestId(), e.n());
      events.merge(
          e.event().id(),
          new Owed(e.event(), place, at),
          (old, now) -> old.isAcknowledged() ? old : now);
    }
    functions.add(stream.logGroup().substring(stream.logGroup().lastIndexOf('/') + 1));
  }

  /** Notes that every event of a stream was acknowledged, so that their places are certain. */
  synchronized void whole(LogStream stream) {
    wholeStreams.add(stream.logStream());
  }

  /** Notes that a log result was answered with 200. */
  synchronized void logResult(String requestId) {
    logResults.add(requestId);
    count("log results acknowledged");
  }

  /** Counts one more of what is told in the report. */
  synchronized void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  /** All events that were posted, by id. */
  public synchronized Map<String, Owed> events() {
    return Map.copyOf(events);
  }

  /** The streams all of whose events were acknowledged. */
  public synchronized Set<String> wholeStreams() {
    return Set.copyOf(wholeStreams);
  }

  /** The functions whose streams were posted. */
  public synchronized Set<String> functions() {
    return Set.copyOf(functions);
  }

  /** The requests whose log results were acknowledged. */
  public synchronized Set<String> logResults() {
    return Set.copyOf(logResults);
  }

  /** What was counted. */
  public synchronized Map<String, Integer> counts() {
    return new TreeMap<>(counts);
  }
}
