package dev.logtrail.store.postgres.list;

import dev.logtrail.store.TrailQuery;
import dev.logtrail.store.postgres.jdbc.PgText;
import dev.logtrail.store.postgres.jdbc.PgTime;
import dev.logtrail.store.postgres.jdbc.SqlConditions;
import dev.logtrail.trail.Execution;
import dev.logtrail.trail.Level;
import dev.logtrail.trail.Outcome;
import java.util.List;
import java.util.stream.Collectors;

/** A list's filters, cursor and order as SQL. */
final class ListConditions {
  private ListConditions() {}

  /** What a query asks of trails {@code t}, except its cursor. */
  static SqlConditions of(TrailQuery query, ListNames names) {
    SqlConditions where =
        new SqlConditions()
            .and(
                TrailQuery.ENVIRONMENT.equals(query.kind())
                    ? "t.request_id is null"
                    : "t.request_id is not null")
            .andIf(PgText.encode(query.version()), "t.function_version = ?")
            .andIf(PgText.encode(query.tenantId()), "t.tenant_id = ?")
            .andIf(query.coldStart(), "t.cold_start = ?")
            .andIf(query.minDurationMs(), "t.duration_ms >= ?")
            .andIf(query.maxDurationMs(), "t.duration_ms <= ?");
    if (query.traceId() != null) {
      String id = PgText.encode(query.traceId());
      // The first by index, the second since two ids may share a hash.
      where.and("hashtext(t.trace_id) = hashtext(?::text) and t.trace_id = ?", id, id);
    }
    execution(where, query.execution());
    names.addFunction(where, "t.function_id");
    names.addStream(where, "t.stream_id");
    if (query.from() != null) {
      where.and("t.started_at >= ?", PgTime.timestamp(query.from()));
      where.and("t.day >= ?", PgTime.dayBefore(PgTime.dayOf(query.from())));
    }
    if (query.to() != null) {
      where.and("t.started_at < ?", PgTime.timestamp(query.to()));
      where.and("t.day <= ?", PgTime.day(PgTime.dayOf(query.to()).plusDays(1)));
    }
    if (!query.outcomes().isEmpty()) {
      where.and("t.outcome in (" + codes(query.outcomes()) + ")");
    }
    if (query.level() != null && query.level().atLeast(Level.ERROR)) {
      where.and("t.error_count > 0");
    }
    if (query.source() != null) {
      where.and("t.sources & " + query.source().bit() + " <> 0");
    }
    return where;
  }

  /** An ARN holds the name, by which it is found. */
  private static void execution(SqlConditions where, String wanted) {
    Execution told = Execution.ofArn(wanted);
    String text = PgText.encode(wanted);
    if (told != null) {
      where.and("t.execution_name = ? and t.execution_arn = ?", PgText.encode(told.name()), text);
    } else if (wanted != null) {
      where.and("(t.execution_name = ? or t.execution_id = ?)", text, text);
    }
  }

  /** Written into the statement, so that the planner sees when a partial index fits. */
  private static String codes(List<Outcome> outcomes) {
    return outcomes.stream().map(o -> Integer.toString(o.code())).collect(Collectors.joining(", "));
  }

  /** Only what comes behind a cursor; null: everything. */
  static void addCursor(
      SqlConditions where, TrailQuery query, ListCursor from, String at, String id) {
    if (from == null) {
      return;
    }
    String beyond = query.newestFirst() ? "<" : ">";
    String condition = "(%s, %s) %s (%s, ?)";
    if (from.at() == ListCursor.NO_TIME) {
      where.and(condition.formatted(at, id, beyond, "'-infinity'::timestamptz"), from.id());
    } else {
      where.and(condition.formatted(at, id, beyond, "?"), PgTime.timestamp(from.at()), from.id());
    }
  }

  /** The order, and a limit to be set. */
  static String ordered(TrailQuery query, String at, String id) {
    String direction = query.newestFirst() ? "desc" : "asc";
    return " order by %s %s, %s %s limit ?".formatted(at, direction, id, direction);
  }
}
