package dev.logtrail.api.trails;

import dev.logtrail.api.http.ProblemException;
import dev.logtrail.api.http.QueryParams;
import dev.logtrail.api.load.PatternMatch;
import dev.logtrail.api.render.Times;
import dev.logtrail.limit.ServerLimits;
import dev.logtrail.pattern.FilterPattern;
import dev.logtrail.store.TrailQuery;
import dev.logtrail.trail.Level;
import dev.logtrail.trail.Outcome;
import dev.logtrail.trail.Source;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a list request asks for.
 *
 * @param query the store's question; its limit is that of one page at most
 * @param most how many trails are wanted at most
 * @param entries whether entries are wanted
 * @param preview whether the line that tells most of each trail is wanted
 * @param pattern what an event of each trail must match; null for no such filter
 * @param explain whether the plan of the search is wanted
 */
public record ListParams(
    TrailQuery query,
    int most,
    boolean entries,
    boolean preview,
    FilterPattern pattern,
    boolean explain) {
  /** The parameters that say which trails are meant, of lists and of all that counts them. */
  static final Set<String> FILTERS =
      Set.of(
          "function",
          "version",
          "account",
          "region",
          "from",
          "to",
          "outcome",
          "level",
          "coldStart",
          "minDurationMs",
          "maxDurationMs",
          "traceId",
          "tenantId",
          "execution",
          "logStream",
          "kind",
          "source",
          "q");

  private static final Set<String> KNOWN =
      with(FILTERS, "explain", "order", "limit", "cursor", "entries", "preview");

  /**
   * Reads the query string.
   *
   * @param export whether the answer is written while it is made: all trails are wanted then
   * @throws ProblemException 400 for a fault
   */
  public static ListParams of(Map<String, List<String>> raw, Clock clock, boolean export) {
    QueryParams p = new QueryParams(raw, KNOWN, clock);
    boolean entries = Boolean.TRUE.equals(p.bool("entries"));
    FilterPattern pattern = PatternMatch.pattern(p.text("q"));
    boolean explain = Boolean.TRUE.equals(p.bool("explain"));
    boolean preview = Boolean.TRUE.equals(p.bool("preview"));
    int largest = entries || preview ? ServerLimits.ENTRY_PAGE_TRAILS : ServerLimits.PAGE_TRAILS;
    int most =
        export
            ? p.whole("limit", ServerLimits.EXPORT_TRAILS, 1, ServerLimits.EXPORT_TRAILS)
            : p.whole("limit", ServerLimits.DEFAULT_PAGE_TRAILS, 1, largest);
    return new ListParams(
        query(p, Math.min(most, ServerLimits.PAGE_TRAILS)),
        most,
        entries,
        preview,
        pattern,
        explain);
  }

  /** Some names, and more. */
  static Set<String> with(Set<String> names, String... more) {
    return Stream.concat(names.stream(), Stream.of(more)).collect(Collectors.toUnmodifiableSet());
  }

  /** The filters that lists share. */
  static TrailQuery query(QueryParams p, int limit) {
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
    return TrailQuery.builder()
        .function(p.text("function"))
        .version(p.text("version"))
        .account(p.text("account"))
        .region(p.text("region"))
        .between(from, to)
        .outcomes(p.anyOf("outcome", List.of(Outcome.values()), Outcome::word))
        .level(p.oneOf("level", List.of(Level.values()), Level::name))
        .coldStart(p.bool("coldStart"))
        .minDurationMs(p.number("minDurationMs"))
        .maxDurationMs(p.number("maxDurationMs"))
        .traceId(p.text("traceId"))
        .tenantId(p.text("tenantId"))
        .execution(p.text("execution"))
        .logStream(p.text("logStream"))
        .kind(p.oneOf("kind", List.of(TrailQuery.REQUEST, TrailQuery.ENVIRONMENT), k -> k))
        .source(p.oneOf("source", List.of(Source.values()), Source::word))
        .newestFirst(!"asc".equals(order))
        .limit(limit)
        .cursor(p.text("cursor"))
        .build();
  }
}
