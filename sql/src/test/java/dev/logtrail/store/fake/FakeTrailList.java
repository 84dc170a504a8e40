package dev.logtrail.store.fake;

import dev.logtrail.store.ListedTrail;
import dev.logtrail.store.OutcomeCount;
import dev.logtrail.store.StoredTrail;
import dev.logtrail.store.TrailPage;
import dev.logtrail.store.TrailQuery;
import dev.logtrail.store.TrailRow;
import dev.logtrail.store.postgres.list.ListCursor;
import dev.logtrail.store.stats.FunctionSummary;
import dev.logtrail.trail.Outcome;
import dev.logtrail.trail.Scope;
import dev.logtrail.trail.TrailHeader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The lists of a {@link FakeTrailStore}: of trails and of functions. */
final class FakeTrailList {
  private final FakeTrailStore store;
  private final Scope scope;

  FakeTrailList(FakeTrailStore store, Scope scope) {
    this.store = store;
    this.scope = scope;
  }

  TrailPage page(TrailQuery query) {
    ListCursor from =
        query.cursor() == null ? null : ListCursor.parse(query.cursor(), query.newestFirst());
    Comparator<ListCursor> order =
        Comparator.comparingLong(ListCursor::at).thenComparingLong(ListCursor::id);
    Comparator<ListCursor> directed = query.newestFirst() ? order.reversed() : order;
    List<TrailRow> rows =
        store.trails.values().stream()
            .map(StoredTrail::row)
            .filter(row -> FakeFilter.has(scope, row) && FakeFilter.matches(query, row))
            .filter(row -> from == null || directed.compare(at(query, row), from) > 0)
            .sorted(Comparator.comparing(row -> at(query, row), directed))
            .limit(query.limit() + 1L)
            .toList();
    boolean more = rows.size() > query.limit();
    List<TrailRow> page = more ? rows.subList(0, query.limit()) : rows;
    List<ListedTrail> listed = page.stream().map(row -> listed(query, row)).toList();
    return new TrailPage(listed, more ? listed.get(listed.size() - 1).cursor() : null);
  }

  List<OutcomeCount> outcomes(TrailQuery query, long stepMs) {
    Map<Long, Map<Outcome, Long>> counts = new TreeMap<>();
    for (StoredTrail trail : store.trails.values()) {
      TrailRow row = trail.row();
      if (FakeFilter.has(scope, row) && FakeFilter.matches(query, row)) {
        long step = Math.floorDiv(row.header().startedAt(), stepMs) * stepMs;
        counts
            .computeIfAbsent(step, s -> new TreeMap<>())
            .merge(row.header().outcome(), 1L, Long::sum);
      }
    }
    List<OutcomeCount> all = new ArrayList<>();
    counts.forEach((at, by) -> by.forEach((o, n) -> all.add(new OutcomeCount(at, o, n))));
    return all;
  }

  private static ListCursor at(TrailQuery query, TrailRow row) {
    return new ListCursor(query.newestFirst(), FakeTrailStore.at(row), row.trailId());
  }

  private ListedTrail listed(TrailQuery query, TrailRow row) {
    String after = at(query, row).text();
    if (row.header().key().isEnvironment()) {
      return new ListedTrail(row, 0, null, after);
    }
    List<String> key = FakeTrailStore.key(row);
    return new ListedTrail(
        row, 0, row.hasLogResult() ? FakeFilter.result(store, scope, key) : null, after);
  }

  /** With ranks among the attempts, in the same order. */
  List<ListedTrail> ranked(List<ListedTrail> listed) {
    return listed.stream().map(this::ranked).toList();
  }

  private ListedTrail ranked(ListedTrail listed) {
    TrailRow row = listed.row();
    if (row.header().key().isEnvironment()) {
      return listed;
    }
    List<String> key = FakeTrailStore.key(row);
    List<Long> attempts =
        store
            .requests(
                t -> FakeFilter.has(scope, t.row()) && FakeTrailStore.key(t.row()).equals(key))
            .stream()
            .map(t -> t.row().trailId())
            .toList();
    return listed.ranked(1 + attempts.indexOf(row.trailId()));
  }

  List<FunctionSummary> functions(long since) {
    Map<List<String>, List<TrailRow>> byFunction =
        new TreeMap<>(
            Comparator.comparing((List<String> k) -> k.get(0)).thenComparing(List::toString));
    for (StoredTrail trail : store.trails.values()) {
      if (!FakeFilter.has(scope, trail.row())) {
        continue;
      }
      TrailHeader header = trail.row().header();
      var stream = header.key().stream();
      byFunction
          .computeIfAbsent(
              List.of(header.functionName(), stream.account(), stream.region()),
              k -> new ArrayList<>())
          .add(trail.row());
    }
    return byFunction.entrySet().stream()
        .map(e -> FakeFilter.summary(e.getKey(), e.getValue(), since))
        .toList();
  }
}
