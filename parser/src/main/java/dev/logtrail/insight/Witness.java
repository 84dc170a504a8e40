package dev.logtrail.insight;

import dev.logtrail.limit.InsightLimits;
import dev.logtrail.trail.Basis;
import dev.logtrail.trail.CloudWatchId;
import dev.logtrail.trail.Entry;
import dev.logtrail.trail.EventId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a log result says of CloudWatch: the lines of its request had been written when it came, so
 * that CloudWatch had each of them late by the time between, or never.
 *
 * @param cameAt epoch ms when the log result came
 * @param lines of the whole request, in order
 */
public record Witness(long cameAt, List<Line> lines) {

  /** What became of a line. */
  public enum State {
    /** CloudWatch has delivered it. */
    CAME,
    /** Only the log result tells it, and it may still come. */
    WAITING,
    /** Only the log result tells it, and it is too late to wait for it. */
    NEVER;

    /** As in answers: lower case. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A line.
   *
   * @param timestamp epoch ms; null of a line that only the log result tells
   * @param text its message
   * @param ingestedAt epoch ms when CloudWatch took it, as its event's id tells; null if that does
   *     not tell it
   * @param delayMs how long after the log result CloudWatch took it, ms; negative if before; null
   *     if not known, or if the log result was posted long after the response
   */
  public record Line(Long timestamp, String text, Long ingestedAt, Long delayMs, State state) {}

  public Witness {
    lines = List.copyOf(lines);
  }

  /**
   * Compares.
   *
   * @param entries of the request, with its log result merged in
   * @param cameAt epoch ms when that came
   * @param now epoch ms
   */
  public static Witness of(List<Entry> entries, long cameAt, long now) {
    List<Line> lines = new ArrayList<>();
    boolean prompt = isPrompt(entries, cameAt);
    State absent = now - cameAt < InsightLimits.LATEST_LINE_MS ? State.WAITING : State.NEVER;
    for (Entry e : entries) {
      boolean came = e.basis() != Basis.LOG_RESULT;
      // What was written after the response the log result does not speak of.
      if (e.basis() != Basis.AFTER_END) {
        Long at = came ? ingestedAt(e) : null;
        Long delay = at == null || !prompt ? null : Long.valueOf(at - cameAt);
        lines.add(new Line(e.timestamp(), e.message(), at, delay, came ? State.CAME : absent));
      }
    }
    return new Witness(cameAt, lines);
  }

  /** Whether it came with the response: one that is posted later says nothing of delays. */
  private static boolean isPrompt(List<Entry> entries, long cameAt) {
    long last = Long.MIN_VALUE;
    for (Entry e : entries) {
      if (e.timestamp() != null && e.basis() != Basis.AFTER_END) {
        last = Math.max(last, e.timestamp());
      }
    }
    return cameAt - InsightLimits.PROMPT_MS <= last;
  }

  /** Of its last event. */
  private static Long ingestedAt(Entry e) {
    if (e.timestamp() == null || e.eventIds().isEmpty()) {
      return null;
    }
    Long last = EventId.ingestionTime(e.eventIds().get(0), e.timestamp());
    for (String id : e.eventIds()) {
      CloudWatchId parts = last == null ? null : CloudWatchId.parse(id);
      last = parts == null ? last : Long.valueOf(Math.max(last, parts.ingestionTime()));
    }
    return last;
  }

  /** The longest delay, ms; null if none is known. */
  public Long slowestMs() {
    Long slowest = null;
    for (Line line : lines) {
      if (line.delayMs() != null && (slowest == null || line.delayMs() > slowest)) {
        slowest = line.delayMs();
      }
    }
    return slowest;
  }

  /** How many lines are in a state. */
  public int count(State state) {
    return (int) lines.stream().filter(l -> l.state() == state).count();
  }
}
