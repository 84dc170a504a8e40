package dev.logtrail.store.postgres.list;

import dev.logtrail.store.ListedTrail;
import dev.logtrail.store.TrailQuery;
import dev.logtrail.store.TrailRow;
import dev.logtrail.store.postgres.jdbc.PgTime;
import dev.logtrail.store.postgres.jdbc.SqlConditions;
import dev.logtrail.trail.CloseReason;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.Level;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Outcome;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.TrailHeader;
import dev.logtrail.trail.TrailKey;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** Requests known only from a log result: which of them a list shows, and as what. */
public final class UnmatchedLogResults {
  private UnmatchedLogResults() {}

  /**
   * Whether any can match: they are requests that ended with success or an error; they have no
   * stream, no trace, no duration, and their levels and cold starts are not known to the store.
   */
  public static boolean mayMatch(TrailQuery query) {
    List<Outcome> outcomes = query.outcomes();
    boolean outcomeFits =
        outcomes.isEmpty()
            || outcomes.contains(Outcome.SUCCESS)
            || outcomes.contains(Outcome.ERROR);
    boolean levelFits = query.level() == null || !query.level().atLeast(Level.ERROR);
    return !TrailQuery.ENVIRONMENT.equals(query.kind())
        && outcomeFits
        && levelFits
        && query.coldStart() == null
        && query.minDurationMs() == null
        && query.traceId() == null
        && query.logStream() == null
        && (query.source() == null || query.source() == Source.LOG_RESULT);
  }

  /** The conditions on log results {@code r}. */
  static SqlConditions conditions(TrailQuery query) {
    SqlConditions where = new SqlConditions().and("not r.has_trail");
    if (query.from() != null) {
      where.and("r.listed_at >= ?", PgTime.timestamp(query.from()));
    }
    if (query.to() != null) {
      where.and("r.listed_at < ?", PgTime.timestamp(query.to()));
    }
    List<Outcome> outcomes = query.outcomes();
    if (!outcomes.isEmpty()) {
      boolean success = outcomes.contains(Outcome.SUCCESS);
      boolean error = outcomes.contains(Outcome.ERROR);
      if (success != error) {
        where.and("r.function_error is " + (success ? "null" : "not null"));
      }
    }
    return where;
  }

  /** The row that stands for one. */
  public static ListedTrail listed(Invocation i, long at, String cursor) {
    LogStream nowhere = new LogStream(i.account(), i.region(), "", "");
    TrailHeader header =
        TrailHeader.builder(TrailKey.request(nowhere, i.requestId(), 1), i.functionName())
            .functionVersion(i.functionVersion())
            .startedAt(at)
            .closeReason(CloseReason.LOG_RESULT_ONLY)
            .outcome(i.functionError() == null ? Outcome.SUCCESS : Outcome.ERROR)
            .sources(Set.of(Source.LOG_RESULT))
            .truncated(i.logCut())
            .build();
    LocalDate day = PgTime.dayOf(at);
    return new ListedTrail(new TrailRow(0, day, 0, 0, header, 0, 0, 0), 1, i, cursor);
  }
}
