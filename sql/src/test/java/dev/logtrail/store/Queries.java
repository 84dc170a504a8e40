package dev.logtrail.store;

import dev.logtrail.trail.Level;
import dev.logtrail.trail.Outcome;
import dev.logtrail.trail.Source;
import java.util.List;

/** Builds {@link TrailQuery}s for tests: no filter, newest first, 100 a page, unless told. */
public final class Queries {
  private String function;
  private String account;
  private String region;
  private Long from;
  private Long to;
  private List<Outcome> outcomes = List.of();
  private Level level;
  private Boolean cold;
  private Double minDurationMs;
  private String traceId;
  private String logStream;
  private String kind;
  private Source source;
  private boolean newestFirst = true;
  private int limit = 100;
  private String cursor;

  public Queries function(String value) {
    function = value;
    return this;
  }

  public Queries account(String value) {
    account = value;
    return this;
  }

  public Queries region(String value) {
    region = value;
    return this;
  }

  public Queries between(Long inclusive, Long exclusive) {
    from = inclusive;
    to = exclusive;
    return this;
  }

  public Queries outcomes(Outcome... values) {
    outcomes = List.of(values);
    return this;
  }

  public Queries level(Level value) {
    level = value;
    return this;
  }

  public Queries cold(Boolean value) {
    cold = value;
    return this;
  }

  public Queries minDuration(Double ms) {
    minDurationMs = ms;
    return this;
  }

  public Queries traceId(String value) {
    traceId = value;
    return this;
  }

  public Queries logStream(String value) {
    logStream = value;
    return this;
  }

  public Queries kind(String value) {
    kind = value;
    return this;
  }

  public Queries source(Source value) {
    source = value;
    return this;
  }

  public Queries oldestFirst() {
    return order(false);
  }

  public Queries order(boolean newest) {
    newestFirst = newest;
    return this;
  }

  public Queries limit(int value) {
    limit = value;
    return this;
  }

  public Queries cursor(String value) {
    cursor = value;
    return this;
  }

  public TrailQuery build() {
    return new TrailQuery(
        function,
        account,
        region,
        from,
        to,
        outcomes,
        level,
        cold,
        minDurationMs,
        traceId,
        logStream,
        kind,
        source,
        newestFirst,
        limit,
        cursor);
  }
}
