package dev.logtrail.store.fake;

import dev.logtrail.store.Flush;
import dev.logtrail.store.StoredTrail;
import dev.logtrail.store.TrailRow;
import dev.logtrail.store.change.ChangedTrail;
import dev.logtrail.store.postgres.change.ChangeTable;
import dev.logtrail.store.postgres.header.HeaderDerivation;
import dev.logtrail.store.postgres.header.Settlement;
import dev.logtrail.store.postgres.jdbc.PgTime;
import dev.logtrail.structured.convention.Conventions;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.TrailHeader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Puts trails and log results of a {@link FakeTrailStore} together, at the end of a flush. */
final class FakeSettling {
  static final HeaderDerivation HEADERS = new HeaderDerivation(Conventions.builtIn());

  private final FakeTrailStore store;
  private final FakeTrailWriter writer;
  private final List<ChangedTrail> changed = new ArrayList<>();

  FakeSettling(FakeTrailStore store, FakeTrailWriter writer) {
    this.store = store;
    this.writer = writer;
  }

  /** Stores the flush's log results; returns what changed beside the flush itself. */
  List<ChangedTrail> settle(Flush flush) {
    Set<List<String>> before = new HashSet<>(store.results.keySet());
    Set<String> news = new HashSet<>();
    for (Invocation i : flush.invocations()) {
      store.arrivals.putIfAbsent(
          FakeTrailStore.key(i), Objects.requireNonNullElse(i.invokedAt(), 0L));
      if (!i.equals(store.results.put(FakeTrailStore.key(i), i))) {
        news.add(i.requestId());
      }
    }
    store.adopt();
    Set<List<String>> keys = new HashSet<>(before);
    keys.addAll(store.results.keySet());
    keys.forEach(key -> settle(key, news));
    return changed;
  }

  private void settle(List<String> key, Set<String> news) {
    Invocation told = store.results.get(key);
    Long cameAt =
        told == null ? null : Long.valueOf(Objects.requireNonNullElse(told.invokedAt(), 0L));
    List<TrailRow> rows =
        store.requests(t -> FakeTrailStore.key(t.row()).equals(key)).stream()
            .map(StoredTrail::row)
            .toList();
    Settlement settlement = new Settlement(rows, told, cameAt);
    settlement.gone().forEach(this::remove);
    boolean isNews = told != null && news.contains(told.requestId());
    for (TrailRow row : settlement.concerned()) {
      Invocation own = settlement.invocationOf(row);
      List<dev.logtrail.trail.TrailEvent> events = store.trails.get(row.trailId()).events();
      amend(row, HEADERS.header(row.header(), events, own), isNews && own != null);
    }
    TrailHeader alone = settlement.alone(Conventions.builtIn());
    if (alone != null && settlement.kept() != null) {
      amend(settlement.kept(), alone, isNews);
    } else if (alone != null) {
      insert(alone, cameAt);
    }
  }

  private void remove(TrailRow row) {
    writer.remove(row);
    changed.add(ChangeTable.of(row, true));
  }

  private void amend(TrailRow row, TrailHeader header, boolean isNews) {
    if (isNews || !header.equals(row.header())) {
      store.amendments.merge(row.trailId(), 1L, Long::sum);
      writer.put(row.withHeader(header), 1, store.trails.get(row.trailId()).segments());
      changed.add(ChangeTable.of(row, false));
    }
  }

  private void insert(TrailHeader header, long cameAt) {
    TrailRow row =
        new TrailRow(
            writer.nextTrailId(), PgTime.dayOf(cameAt), writer.epoch(), 1, header, 0, 0, 0);
    writer.put(row, 0, List.of());
    changed.add(ChangeTable.of(row, false));
  }
}
