package dev.logtrail.store.fake;

import dev.logtrail.store.StoredTrail;
import dev.logtrail.store.TrailQuery;
import dev.logtrail.store.TrailRow;
import dev.logtrail.store.postgres.list.ListCursor;
import dev.logtrail.store.stats.FunctionSummary;
import dev.logtrail.trail.Execution;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.Level;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Scope;
import dev.logtrail.trail.TrailHeader;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** The filters and sums of {@link FakeTrailStore}. */
final class FakeFilter {
  private FakeFilter() {}

  static boolean has(Scope scope, TrailRow row) {
    return scope.has(row.header());
  }

  /** All trails of its request are in the scope, or there are none and its function is. */
  static boolean has(FakeTrailStore store, Scope scope, Invocation i) {
    List<StoredTrail> own =
        store.requests(t -> FakeTrailStore.key(t.row()).equals(FakeTrailStore.key(i)));
    return own.isEmpty() ? scope.has(i) : own.stream().allMatch(t -> has(scope, t.row()));
  }

  static Invocation result(FakeTrailStore store, Scope scope, List<String> key) {
    Invocation found = store.results.get(key);
    return found == null || !has(store, scope, found) ? null : found;
  }

  static boolean matches(TrailQuery query, TrailRow row) {
    TrailHeader header = row.header();
    LogStream stream = header.key().stream();
    boolean environment = TrailQuery.ENVIRONMENT.equals(query.kind());
    Double duration = header.report() == null ? null : header.report().durationMs();
    return header.key().isEnvironment() == environment
        && fits(query.function(), header.functionName())
        && fits(query.version(), header.functionVersion())
        && fits(query.account(), stream.account())
        && fits(query.region(), stream.region())
        && fits(query.logStream(), stream.logStream())
        && fits(query.traceId(), header.traceId())
        && fits(query.tenantId(), header.tenantId())
        && isOf(query.execution(), header.execution())
        && fits(query.coldStart(), header.coldStart())
        && isWithin(query, header.startedAt())
        && (query.outcomes().isEmpty() || query.outcomes().contains(header.outcome()))
        && (query.minDurationMs() == null || duration != null && duration >= query.minDurationMs())
        && (query.maxDurationMs() == null || duration != null && duration <= query.maxDurationMs())
        && (query.level() == null || !query.level().atLeast(Level.ERROR) || header.errorCount() > 0)
        && (query.source() == null || header.sources().contains(query.source()));
  }

  private static boolean fits(Object wanted, Object actual) {
    return wanted == null || wanted.equals(actual);
  }

  private static boolean isWithin(TrailQuery query, Long start) {
    long at = Objects.requireNonNullElse(start, ListCursor.NO_TIME);
    return (query.from() == null || at >= query.from()) && (query.to() == null || at < query.to());
  }

  static FunctionSummary summary(List<String> key, List<TrailRow> rows, long since) {
    Comparator<TrailRow> byStart =
        Comparator.comparing(
            r -> Objects.requireNonNullElse(r.header().startedAt(), ListCursor.NO_TIME));
    List<TrailHeader> newestFirst =
        rows.stream().sorted(byStart.reversed()).map(TrailRow::header).toList();
    List<TrailHeader> requests =
        newestFirst.stream().filter(h -> !h.key().isEnvironment()).toList();
    List<TrailHeader> counted =
        requests.stream().filter(h -> h.startedAt() != null && h.startedAt() >= since).toList();
    return new FunctionSummary(
        key.get(1),
        key.get(2),
        key.get(0),
        newestFirst.isEmpty() ? null : newestFirst.get(0).startedAt(),
        counted.size(),
        counted.stream().filter(h -> h.outcome().isFailure()).count(),
        counted.stream().filter(h -> Boolean.TRUE.equals(h.coldStart())).count(),
        requests.isEmpty() ? null : requests.get(0).outcome().word());
  }

  private static boolean isOf(String wanted, Execution execution) {
    return wanted == null
        || execution != null
            && (wanted.equals(execution.name())
                || wanted.equals(execution.id())
                || wanted.equals(execution.arn()));
  }
}
