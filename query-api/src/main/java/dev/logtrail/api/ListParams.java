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
 * @param colours whether text is wanted with ANSI colours
 */
record ListParams(
    TrailQuery query, boolean entries, FilterPattern pattern, boolean explain, boolean colours) {
  static final int DEFAULT_LIMIT = 50;
  static final int MAX_LIMIT = 1_000;

  /** With entries a page is heavier by two orders of magnitude. */
  static final int MAX_LIMIT_WITH_ENTRIES = 100;

  /** Answers that are sent while they are read need no pages. */
  static final int MAX_LIMIT_STREAMED = 1_000_000;

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
          "entries",
          "color");

  /**
   * Reads the query string.
   *
   * @param form of the answer: text has entries unless told otherwise, and streams no page's limit
   * @throws ProblemException 400 for a fault
   */
  static ListParams of(Map<String, List<String>> raw, Clock clock, Answers.Form form) {
    QueryParams p = new QueryParams(raw, KNOWN, clock);
    Boolean told = p.bool("entries");
    boolean entries = told == null ? form == Answers.Form.TEXT : told;
    FilterPattern pattern = PatternMatch.pattern(p.text("q"));
    boolean explain = Boolean.TRUE.equals(p.bool("explain"));
    boolean colours = Boolean.TRUE.equals(p.bool("color"));
    int limit = limit(p, form, entries, pattern != null);
    return new ListParams(query(p, limit), entries, pattern, explain, colours);
  }

  private static int limit(QueryParams p, Answers.Form form, boolean entries, boolean searches) {
    if (form == Answers.Form.JSON) {
      return p.whole("limit", DEFAULT_LIMIT, 1, entries ? MAX_LIMIT_WITH_ENTRIES : MAX_LIMIT);
    }
    // A search without a limit might read all that is stored for a few that match.
    return p.whole("limit", searches ? DEFAULT_LIMIT : MAX_LIMIT_STREAMED, 1, MAX_LIMIT_STREAMED);
  }

  private static TrailQuery query(QueryParams p, int limit) {
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
        limit,
        p.text("cursor"));
  }
}
