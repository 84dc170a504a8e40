package dev.logtrail.api;

import dev.logtrail.pattern.FilterPattern;
import dev.logtrail.store.TrailQuery;
import dev.logtrail.trail.Level;
import dev.logtrail.trail.Outcome;
import dev.logtrail.trail.Source;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a list request asks for.
 *
 * @param query the store's question
 * @param entries whether entries are wanted
 * @param pattern what an event of each trail must match; null for no such filter
 * @param explain whether the plan of the search is wanted
 */
record ListParams(TrailQuery query, boolean entries, FilterPattern pattern, boolean explain) {
  static final int DEFAULT_LIMIT = 50;
  static final int MAX_LIMIT = 1_000;

  /** With entries a page is heavier by two orders of magnitude. */
  static final int MAX_LIMIT_WITH_ENTRIES = 100;

  private static final Set<String> KNOWN =
      Set.of(
          "function",
          "account",
          "region",
          "from",
          "to",
          "outcome",
          "level",
          "coldStart",
          "minDurationMs",
          "traceId",
          "logStream",
          "kind",
          "source",
          "q",
          "explain",
          "order",
          "limit",
          "cursor",
          "entries");

  /**
   * Reads the query string.
   *
   * @throws ProblemException 400 for a fault
   */
  static ListParams of(Map<String, List<String>> raw, Clock clock) {
    QueryParams p = new QueryParams(raw, KNOWN, clock);
    boolean entries = Boolean.TRUE.equals(p.bool("entries"));
    FilterPattern pattern = PatternMatch.pattern(p.text("q"));
    boolean explain = Boolean.TRUE.equals(p.bool("explain"));
    return new ListParams(query(p, entries), entries, pattern, explain);
  }

  private static TrailQuery query(QueryParams p, boolean entries) {
    Long from = p.time("from");
    Long to = p.time("to");
    if (from != null && to != null && from >= to) {
      throw new ProblemException(
          400,
          "'from' ("
              + Times.utc(from)
              + ") is not before 'to' ("
              + Times.utc(to)
              + "): nothing lies between.");
    }
    String order = p.oneOf("order", List.of("desc", "asc"), o -> o);
    return new TrailQuery(
        p.text("function"),
        p.text("account"),
        p.text("region"),
        from,
        to,
        p.anyOf("outcome", List.of(Outcome.values()), Outcome::word),
        p.oneOf("level", List.of(Level.values()), Level::name),
        p.bool("coldStart"),
        p.number("minDurationMs"),
        p.text("traceId"),
        p.text("logStream"),
        p.oneOf("kind", List.of("request", "environment"), k -> k),
        p.oneOf("source", List.of(Source.values()), Source::word),
        !"asc".equals(order),
        p.whole("limit", DEFAULT_LIMIT, 1, entries ? MAX_LIMIT_WITH_ENTRIES : MAX_LIMIT),
        p.text("cursor"));
  }
}
