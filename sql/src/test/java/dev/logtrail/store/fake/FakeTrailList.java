package dev.logtrail.store.fake;

import dev.logtrail.store.ListedTrail;
import dev.logtrail.store.StoredTrail;
import dev.logtrail.store.TrailPage;
import dev.logtrail.store.TrailQuery;
import dev.logtrail.store.TrailRow;
import dev.logtrail.store.postgres.list.ListCursor;
import dev.logtrail.store.postgres.list.TrailList;
import dev.logtrail.store.postgres.list.UnmatchedLogResults;
import dev.logtrail.store.stats.FunctionSummary;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.Scope;
import dev.logtrail.trail.TrailHeader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

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
    Comparator<TrailList.Item> order =
        Comparator.comparingLong(TrailList.Item::at).thenComparingLong(TrailList.Item::id);
    Comparator<TrailList.Item> directed = query.newestFirst() ? order.reversed() : order;
    List<TrailList.Item> items =
        Stream.concat(trailItems(query), unmatchedItems(query))
            .filter(item -> isBeyond(from, item, directed))
            .sorted(directed)
            .limit(query.limit() + 1L)
            .toList();
    boolean more = items.size() > query.limit();
    List<TrailList.Item> page = more ? items.subList(0, query.limit()) : items;
    List<ListedTrail> listed = page.stream().map(item -> listed(query, item)).toList();
    return new TrailPage(listed, more ? listed.get(listed.size() - 1).cursor() : null);
  }

  private static boolean isBeyond(
      ListCursor from, TrailList.Item item, Comparator<TrailList.Item> directed) {
    return from == null
        || directed.compare(item, new TrailList.Item(from.at(), from.id(), null, null)) > 0;
  }

  private Stream<TrailList.Item> trailItems(TrailQuery query) {
    return store.trails.values().stream()
        .map(StoredTrail::row)
        .filter(row -> FakeFilter.has(scope, row) && FakeFilter.matches(query, row))
        .map(row -> new TrailList.Item(FakeTrailStore.at(row), row.trailId(), row, null));
  }

  private Stream<TrailList.Item> unmatchedItems(TrailQuery query) {
    if (!UnmatchedLogResults.mayMatch(query)) {
      return Stream.empty();
    }
    return store.results.values().stream()
        .filter(scope::has)
        .filter(
            i ->
                store
                    .requests(t -> FakeTrailStore.key(t.row()).equals(FakeTrailStore.key(i)))
                    .isEmpty())
        .map(
            i ->
                new TrailList.Item(
                    listedAt(i), -1L - store.resultOrder.indexOf(FakeTrailStore.key(i)), null, i))
        .filter(
            item ->
                FakeFilter.matches(
                    query, UnmatchedLogResults.listed(item.unmatched(), item.at(), null).row()));
  }

  private static long listedAt(Invocation i) {
    return Objects.requireNonNullElse(i.invokedAt(), 0L);
  }

  private ListedTrail listed(TrailQuery query, TrailList.Item item) {
    String after = new ListCursor(query.newestFirst(), item.at(), item.id()).text();
    if (item.unmatched() != null) {
      return UnmatchedLogResults.listed(item.unmatched(), item.at(), after);
    }
    if (item.row().header().key().isEnvironment()) {
      return new ListedTrail(item.row(), 0, null, after);
    }
    List<StoredTrail> attempts =
        store.requests(
            t ->
                FakeFilter.has(scope, t.row())
                    && FakeTrailStore.key(t.row()).equals(FakeTrailStore.key(item.row())));
    List<Long> ids = attempts.stream().map(t -> t.row().trailId()).toList();
    return new ListedTrail(
        item.row(),
        1 + ids.indexOf(item.row().trailId()),
        FakeFilter.result(store, scope, FakeTrailStore.key(item.row())),
        after);
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
    store.results.values().stream()
        .filter(i -> FakeFilter.has(store, scope, i))
        .forEach(
            i ->
                byFunction.computeIfAbsent(
                    List.of(i.functionName(), i.account(), i.region()), k -> new ArrayList<>()));
    return byFunction.entrySet().stream()
        .map(e -> FakeFilter.summary(e.getKey(), e.getValue(), since))
        .toList();
  }
}
