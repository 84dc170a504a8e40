package dev.logtrail.store.fake;

import dev.logtrail.pattern.RequiredTokens;
import dev.logtrail.store.ListedTrail;
import dev.logtrail.store.LogResultArrival;
import dev.logtrail.store.OutcomeCount;
import dev.logtrail.store.SearchCandidates;
import dev.logtrail.store.StoredTrail;
import dev.logtrail.store.TrailPage;
import dev.logtrail.store.TrailQuery;
import dev.logtrail.store.TrailReader;
import dev.logtrail.store.TrailRow;
import dev.logtrail.store.stats.FunctionSummary;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.Scope;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;

/** A {@link FakeTrailStore} as somebody sees it who may see no more than a scope. */
record ScopedFakeReader(FakeTrailStore store, Scope scope) implements TrailReader {

  @Override
  public TrailReader within(Scope narrower) {
    throw new IllegalStateException("it is limited to " + scope + " already");
  }

  @Override
  public List<StoredTrail> byRequestId(String requestId) {
    return store.byRequestId(requestId).stream()
        .filter(t -> FakeFilter.has(scope, t.row()))
        .toList();
  }

  @Override
  public List<Invocation> invocations(String requestId) {
    return store.invocations(requestId).stream()
        .filter(i -> FakeFilter.has(store, scope, i))
        .toList();
  }

  @Override
  public List<LogResultArrival> logResultArrivals(Collection<String> requestIds) {
    return store.logResultArrivals(requestIds).stream()
        .filter(a -> invocations(a.requestId()).stream().anyMatch(a::isOf))
        .toList();
  }

  @Override
  public StoredTrail byTrailId(long trailId, LocalDate day) {
    StoredTrail found = store.byTrailId(trailId, day);
    return found == null || !FakeFilter.has(scope, found.row()) ? null : found;
  }

  @Override
  public List<StoredTrail> withEvents(List<TrailRow> rows) {
    if (!rows.stream().allMatch(row -> FakeFilter.has(scope, row))) {
      throw new IllegalArgumentException("a trail is out of " + scope);
    }
    return store.withEvents(rows);
  }

  @Override
  public SearchCandidates candidates(RequiredTokens required, Long from, Long to) {
    return store.candidates(required, from, to).uncounted();
  }

  @Override
  public TrailPage list(TrailQuery query, SearchCandidates candidates) {
    store.checkReadable();
    return new FakeTrailList(store, scope).page(query);
  }

  @Override
  public List<ListedTrail> ranked(List<ListedTrail> listed) {
    store.checkReadable();
    return new FakeTrailList(store, scope).ranked(listed);
  }

  @Override
  public List<OutcomeCount> outcomes(TrailQuery query, long stepMs) {
    store.checkReadable();
    return new FakeTrailList(store, scope).outcomes(query, stepMs);
  }

  @Override
  public List<FunctionSummary> functions(long since) {
    store.checkReadable();
    return new FakeTrailList(store, scope).functions(since);
  }

  @Override
  public void ping() {
    store.ping();
  }
}
