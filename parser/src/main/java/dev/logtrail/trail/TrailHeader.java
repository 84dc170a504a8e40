package dev.logtrail.trail;

import java.util.Objects;
import java.util.Set;

/**
 * A trail without its entries: what lists, dashboards and rows hold. All of it follows from the
 * trail's events. Made with {@link #builder} or {@link #toBuilder}, which name each part.
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
 * @param tenantId the tenant it ran for, of a tenant-isolated function, or null
 * @param execution the run of a workflow of which it is a step, or null
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
    String tenantId,
    Execution execution,
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

  /** Begins a header; {@link Builder} sets the parts beside these two. */
  public static Builder builder(TrailKey key, String functionName) {
    return new Builder(key, functionName);
  }

  /** Begins a copy of this header in which parts are to be replaced. */
  public Builder toBuilder() {
    Builder b = new Builder(key, functionName);
    b.functionVersion = functionVersion;
    b.runtimeVersion = runtimeVersion;
    b.startedAt = startedAt;
    b.endedAt = endedAt;
    b.lastEventAt = lastEventAt;
    b.closeReason = closeReason;
    b.outcome = outcome;
    b.coldStart = coldStart;
    b.report = report;
    b.traceId = traceId;
    b.tenantId = tenantId;
    b.execution = execution;
    b.sources = sources;
    b.entryCount = entryCount;
    b.errorCount = errorCount;
    b.truncated = truncated;
    b.startSeen = startSeen;
    b.endSeen = endSeen;
    b.reportSeen = reportSeen;
    return b;
  }

  /**
   * Sets the parts of a header by name; units are those of {@link TrailHeader}. A part that is not
   * set is null, 0, false or the empty set; the outcome is {@link Outcome#UNKNOWN}.
   */
  public static final class Builder {
    private final TrailKey key;
    private String functionName;
    private String functionVersion;
    private String runtimeVersion;
    private Long startedAt;
    private Long endedAt;
    private Long lastEventAt;
    private CloseReason closeReason;
    private Outcome outcome = Outcome.UNKNOWN;
    private Boolean coldStart;
    private Report report;
    private String traceId;
    private String tenantId;
    private Execution execution;
    private Set<Source> sources = Set.of();
    private int entryCount;
    private int errorCount;
    private boolean truncated;
    private boolean startSeen;
    private boolean endSeen;
    private boolean reportSeen;

    private Builder(TrailKey key, String functionName) {
      this.key = key;
      this.functionName = functionName;
    }

    public Builder functionName(String value) {
      functionName = value;
      return this;
    }

    public Builder functionVersion(String value) {
      functionVersion = value;
      return this;
    }

    public Builder runtimeVersion(String value) {
      runtimeVersion = value;
      return this;
    }

    public Builder startedAt(Long value) {
      startedAt = value;
      return this;
    }

    public Builder endedAt(Long value) {
      endedAt = value;
      return this;
    }

    public Builder lastEventAt(Long value) {
      lastEventAt = value;
      return this;
    }

    public Builder closeReason(CloseReason value) {
      closeReason = value;
      return this;
    }

    public Builder outcome(Outcome value) {
      outcome = value;
      return this;
    }

    public Builder coldStart(Boolean value) {
      coldStart = value;
      return this;
    }

    public Builder report(Report value) {
      report = value;
      return this;
    }

    public Builder traceId(String value) {
      traceId = value;
      return this;
    }

    public Builder tenantId(String value) {
      tenantId = value;
      return this;
    }

    public Builder execution(Execution value) {
      execution = value;
      return this;
    }

    public Builder sources(Set<Source> value) {
      sources = value;
      return this;
    }

    public Builder entryCount(int value) {
      entryCount = value;
      return this;
    }

    public Builder errorCount(int value) {
      errorCount = value;
      return this;
    }

    public Builder truncated(boolean value) {
      truncated = value;
      return this;
    }

    public Builder startSeen(boolean value) {
      startSeen = value;
      return this;
    }

    public Builder endSeen(boolean value) {
      endSeen = value;
      return this;
    }

    public Builder reportSeen(boolean value) {
      reportSeen = value;
      return this;
    }

    /**
     * The header.
     *
     * @throws NullPointerException if key, function name, outcome or sources are null
     */
    public TrailHeader build() {
      return new TrailHeader(
          key,
          functionName,
          functionVersion,
          runtimeVersion,
          startedAt,
          endedAt,
          lastEventAt,
          closeReason,
          outcome,
          coldStart,
          report,
          traceId,
          tenantId,
          execution,
          sources,
          entryCount,
          errorCount,
          truncated,
          startSeen,
          endSeen,
          reportSeen);
    }
  }
}
