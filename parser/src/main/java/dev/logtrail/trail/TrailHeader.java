package dev.logtrail.trail;

import java.util.Objects;
import java.util.Set;

/**
 * A trail without its entries: what lists, dashboards and rows hold. All of it follows from the
 * trail's events.
 *
 * @param key which trail
 * @param functionName the function
 * @param functionVersion {@code $LATEST}, a number, or null
 * @param runtimeVersion such as {@code python:3.13.v50}, known when the environment's start was
 *     seen; else null
 * @param startedAt epoch ms of START (seen or inferred), else of the first event; null if no time
 *     is known
 * @param endedAt epoch ms of END or REPORT, else of the last event of a closed trail; null while
 *     open
 * @param lastEventAt epoch ms of the newest event; null if no time is known
 * @param closeReason why it stopped growing; null while open
 * @param outcome how it ended
 * @param coldStart true: an init or restore belongs to it; false: its REPORT has neither; null: not
 *     known
 * @param report the REPORT's figures, or null
 * @param traceId X-Ray trace id such as {@code 1-67…}, or null
 * @param sources how its parts came
 * @param entryCount entries of origin function
 * @param errorCount entries of level ERROR or above
 * @param truncated whether a limit cut something away
 * @param startSeen whether its START was seen
 * @param endSeen whether its END was seen (JSON format has none)
 * @param reportSeen whether its REPORT was seen
 */
public record TrailHeader(
    TrailKey key,
    String functionName,
    String functionVersion,
    String runtimeVersion,
    Long startedAt,
    Long endedAt,
    Long lastEventAt,
    CloseReason closeReason,
    Outcome outcome,
    Boolean coldStart,
    Report report,
    String traceId,
    Set<Source> sources,
    int entryCount,
    int errorCount,
    boolean truncated,
    boolean startSeen,
    boolean endSeen,
    boolean reportSeen) {
  public TrailHeader {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(functionName, "functionName");
    Objects.requireNonNull(outcome, "outcome");
    sources = Set.copyOf(sources);
  }

  /** Whether the trail stopped growing. */
  public boolean isClosed() {
    return closeReason != null;
  }
}
