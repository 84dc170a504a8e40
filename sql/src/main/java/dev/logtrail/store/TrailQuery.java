package dev.logtrail.store;

import dev.logtrail.limit.ServerLimits;
import dev.logtrail.trail.Level;
import dev.logtrail.trail.Outcome;
import dev.logtrail.trail.Source;
import java.util.List;

/**
 * Which trails a list shows, made by {@link #builder()}. A filter that is null, or empty, lets all
 * trails pass.
 *
 * @param function exact function name
 * @param version exact version of the function, such as {@code $LATEST} or {@code 7}
 * @param account exact account
 * @param region exact region
 * @param from epoch ms, inclusive, compared with the trail's start
 * @param to epoch ms, exclusive
 * @param outcomes any of these; never null
 * @param level trails with an entry of this level or above; ERROR and FATAL are answered from the
 *     row, lower levels are not filtered by the store
 * @param coldStart only cold starts, or only warm ones
 * @param minDurationMs reported duration at least this, in ms
 * @param maxDurationMs reported duration at most this, in ms
 * @param traceId exact X-Ray trace id
 * @param tenantId exact tenant
 * @param execution exact name, id or ARN of the execution that the request is a step of
 * @param logStream exact stream name
 * @param kind {@link #REQUEST} or {@link #ENVIRONMENT}; null for requests only
 * @param source one of the ways the trail came
 * @param newestFirst whether the latest start comes first
 * @param limit trails a page, 1 to {@link ServerLimits#PAGE_TRAILS}
 * @param cursor where the page before ended, as {@link TrailPage#nextCursor()} gave it; null for
 *     the first page
 */
public record TrailQuery(
    String function,
    String version,
    String account,
    String region,
    Long from,
    Long to,
    List<Outcome> outcomes,
    Level level,
    Boolean coldStart,
    Double minDurationMs,
    Double maxDurationMs,
    String traceId,
    String tenantId,
    String execution,
    String logStream,
    String kind,
    Source source,
    boolean newestFirst,
    int limit,
    String cursor) {
  /** The kind of trails of requests. */
  public static final String REQUEST = "request";

  /** The kind of environment trails. */
  public static final String ENVIRONMENT = "environment";

  /**
   * Checks the query; {@link #builder()} is easier to read.
   *
   * @throws IllegalArgumentException if limit or kind are wrong
   */
  public TrailQuery {
    outcomes = outcomes == null ? List.of() : List.copyOf(outcomes);
    if (limit < 1 || limit > ServerLimits.PAGE_TRAILS) {
      throw new IllegalArgumentException(
          "limit is " + limit + "; it must be 1 to " + ServerLimits.PAGE_TRAILS);
    }
    if (kind != null && !kind.equals(REQUEST) && !kind.equals(ENVIRONMENT)) {
      throw new IllegalArgumentException(
          "kind is \"" + kind + "\"; it must be request or environment");
    }
  }

  /** A query of all requests, newest first. */
  public static Builder builder() {
    return new Builder();
  }

  /** The same question about another page. */
  public TrailQuery page(int pageLimit, String pageCursor) {
    return toBuilder().limit(pageLimit).cursor(pageCursor).build();
  }

  /** The same question about other times: epoch ms, inclusive and exclusive. */
  public TrailQuery between(long inclusive, long exclusive) {
    return toBuilder().between(inclusive, exclusive).build();
  }

  private Builder toBuilder() {
    Builder b = new Builder();
    b.function = function;
    b.version = version;
    b.account = account;
    b.region = region;
    b.from = from;
    b.to = to;
    b.outcomes = outcomes;
    b.level = level;
    b.coldStart = coldStart;
    b.minDurationMs = minDurationMs;
    b.maxDurationMs = maxDurationMs;
    b.traceId = traceId;
    b.tenantId = tenantId;
    b.execution = execution;
    b.logStream = logStream;
    b.kind = kind;
    b.source = source;
    b.newestFirst = newestFirst;
    b.limit = limit;
    b.cursor = cursor;
    return b;
  }

  /** Builds queries; what is not set lets all trails pass. Not thread-safe. */
  public static final class Builder {
    private String function;
    private String version;
    private String account;
    private String region;
    private Long from;
    private Long to;
    private List<Outcome> outcomes = List.of();
    private Level level;
    private Boolean coldStart;
    private Double minDurationMs;
    private Double maxDurationMs;
    private String traceId;
    private String tenantId;
    private String execution;
    private String logStream;
    private String kind;
    private Source source;
    private boolean newestFirst = true;
    private int limit = ServerLimits.DEFAULT_PAGE_TRAILS;
    private String cursor;

    private Builder() {}

    public Builder function(String value) {
      function = value;
      return this;
    }

    public Builder version(String value) {
      version = value;
      return this;
    }

    public Builder account(String value) {
      account = value;
      return this;
    }

    public Builder region(String value) {
      region = value;
      return this;
    }

    /** Epoch ms of the earliest start, and of the first start beyond; null for no limit. */
    public Builder between(Long inclusive, Long exclusive) {
      from = inclusive;
      to = exclusive;
      return this;
    }

    public Builder outcomes(List<Outcome> values) {
      outcomes = values;
      return this;
    }

    public Builder level(Level value) {
      level = value;
      return this;
    }

    public Builder coldStart(Boolean value) {
      coldStart = value;
      return this;
    }

    public Builder minDurationMs(Double value) {
      minDurationMs = value;
      return this;
    }

    public Builder maxDurationMs(Double value) {
      maxDurationMs = value;
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

    public Builder execution(String value) {
      execution = value;
      return this;
    }

    public Builder logStream(String value) {
      logStream = value;
      return this;
    }

    public Builder kind(String value) {
      kind = value;
      return this;
    }

    public Builder source(Source value) {
      source = value;
      return this;
    }

    public Builder newestFirst(boolean value) {
      newestFirst = value;
      return this;
    }

    public Builder limit(int value) {
      limit = value;
      return this;
    }

    public Builder cursor(String value) {
      cursor = value;
      return this;
    }

    /**
     * The query.
     *
     * @throws IllegalArgumentException if limit or kind are wrong
     */
    public TrailQuery build() {
      return new TrailQuery(
          function,
          version,
          account,
          region,
          from,
          to,
          outcomes,
          level,
          coldStart,
          minDurationMs,
          maxDurationMs,
          traceId,
          tenantId,
          execution,
          logStream,
          kind,
          source,
          newestFirst,
          limit,
          cursor);
    }
  }
}
