package dev.logtrail.api.deadletter;

import dev.logtrail.api.http.ProblemException;
import dev.logtrail.api.http.QueryParams;
import dev.logtrail.api.render.Times;
import dev.logtrail.limit.ServerLimits;
import dev.logtrail.store.DeadLetterStage;
import dev.logtrail.store.deadletter.DeadLetterQuery;
import dev.logtrail.trail.Source;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a request about dead letters asks for.
 *
 * @param query which letters
 * @param limit how many on a page
 * @param beforeId where the page begins; null for the newest
 * @param all whether the caller says that all letters are meant
 */
record DeadLetterParams(DeadLetterQuery query, int limit, Long beforeId, boolean all) {
  private static final Set<String> FILTERS =
      Set.of("source", "stage", "reason", "account", "logGroup", "from", "to");

  /** Of a list. */
  static DeadLetterParams ofList(Map<String, List<String>> raw, Clock clock) {
    QueryParams p = params(raw, clock, "limit", "cursor");
    int limit =
        p.whole("limit", ServerLimits.DEFAULT_PAGE_TRAILS, 1, ServerLimits.DEAD_LETTER_PAGE);
    return new DeadLetterParams(query(p), limit, cursor(p.text("cursor")), false);
  }

  /** Of a call that changes many. */
  static DeadLetterParams ofMany(Map<String, List<String>> raw, Clock clock) {
    QueryParams p = params(raw, clock, "all");
    DeadLetterQuery query = query(p);
    boolean all = Boolean.TRUE.equals(p.bool("all"));
    if (all && !query.isAll()) {
      throw new ProblemException(400, "'all' is true beside a filter: give one of the two.");
    }
    if (!all && query.isAll()) {
      throw new ProblemException(
          400,
          "Which dead letters? Give a filter ("
              + String.join(", ", new TreeSet<>(FILTERS))
              + "), or all=true for every one.");
    }
    return new DeadLetterParams(query, 0, null, all);
  }

  private static QueryParams params(Map<String, List<String>> raw, Clock clock, String... more) {
    Set<String> known = new TreeSet<>(FILTERS);
    known.addAll(List.of(more));
    return new QueryParams(raw, known, clock);
  }

  private static DeadLetterQuery query(QueryParams p) {
    Long from = p.time("from");
    Long to = p.time("to");
    if (from != null && to != null && from >= to) {
      throw new ProblemException(
          400,
          "'from' (%s) is not before 'to' (%s): nothing lies between."
              .formatted(Times.utc(from), Times.utc(to)));
    }
    return new DeadLetterQuery(
        p.oneOf("source", List.of(Source.values()), Source::word),
        p.oneOf("stage", List.of(DeadLetterStage.values()), DeadLetterStage::word),
        p.text("reason"),
        p.text("account"),
        p.text("logGroup"),
        from,
        to);
  }

  private static Long cursor(String text) {
    if (text == null) {
      return null;
    }
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      throw new ProblemException(
          400, "'cursor' is '" + text + "': give the nextCursor of an earlier page.");
    }
  }

  /** The number of a letter in a path. */
  static long id(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new ProblemException(
          400, "'" + text + "' is no number of a dead letter: give the id that a list shows.");
    }
  }
}
