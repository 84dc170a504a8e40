package dev.logtrail.insight;

import dev.logtrail.insight.Witness.State;
import dev.logtrail.limit.InsightLimits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the log results of many requests say of CloudWatch together. Not thread-safe. */
public final class WitnessSum {
  private final List<Told> newest = new ArrayList<>();
  private long[] delays = new long[64];
  private int lines;
  private int requests;
  private int waiting;
  private int never;

  /** The log result of one request. */
  public record Told(String functionName, String requestId, Long startedAt, Witness witness) {}

  /** Adds that of a request; those of the newest first. */
  public void add(Told told) {
    requests++;
    waiting += told.witness().count(State.WAITING);
    never += told.witness().count(State.NEVER);
    for (Witness.Line line : told.witness().lines()) {
      if (line.delayMs() != null) {
        delays = lines == delays.length ? Arrays.copyOf(delays, 2 * lines) : delays;
        delays[lines++] = line.delayMs();
      }
    }
    if (newest.size() < InsightLimits.WITNESSES) {
      newest.add(told);
    }
  }

  /** Requests with a log result. */
  public int requests() {
    return requests;
  }

  /** Their lines of which CloudWatch's delay is known. */
  public int lines() {
    return lines;
  }

  /** Lines that only a log result tells, so far. */
  public int waiting() {
    return waiting;
  }

  /** Lines that only a log result tells, for ever. */
  public int never() {
    return never;
  }

  /** The newest of the requests. */
  public List<Told> newest() {
    return List.copyOf(newest);
  }

  /**
   * The delay that a share of the lines does not exceed, ms; null if none is known.
   *
   * @param share above 0, at most 1
   */
  public Long delayMs(double share) {
    if (lines == 0) {
      return null;
    }
    long[] sorted = Arrays.copyOf(delays, lines);
    Arrays.sort(sorted);
    return sorted[(int) Math.ceil(share * lines) - 1];
  }
}
