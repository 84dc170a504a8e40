package dev.logtrail.store.postgres.header;

import dev.logtrail.limit.EventLimits;
import dev.logtrail.reading.TrailReading;
import dev.logtrail.store.TrailRow;
import dev.logtrail.store.change.ChangedTrail;
import dev.logtrail.store.postgres.change.ChangeTable;
import dev.logtrail.store.postgres.jdbc.Locks;
import dev.logtrail.store.postgres.logresult.LogResultOwners;
import dev.logtrail.store.postgres.logresult.LogResults;
import dev.logtrail.store.postgres.logresult.StoredLogResult;
import dev.logtrail.store.postgres.trail.TrailRows;
import dev.logtrail.store.postgres.trail.TrailTable;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailHeader;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Brings the rows of requests that have a log result to what {@link Settlement} says. Runs in the
 * transaction that changed a trail or a log result, under {@link Locks#FLUSH}, so that whichever
 * comes last sees the other.
 *
 * <p>Large trails are left to a background task, for reading them would hold up every flush: until
 * then their header says what the answer tells without their events. So is a row that another
 * transaction is writing; usually that settles it itself, when its turn comes.
 */
public final class LogResultSettler {
  /** A header that was derived before the lock was taken. */
  record Prepared(TrailRow row, Invocation invocation, TrailHeader header) {}

  private final HeaderDerivation derivation;
  private final TrailNumbers numbers;
  private final Map<Long, Prepared> prepared;
  private final Set<LocalDate> days = new HashSet<>();

  public LogResultSettler(HeaderDerivation derivation, TrailNumbers numbers) {
    this(derivation, numbers, Map.of());
  }

  LogResultSettler(
      HeaderDerivation derivation, TrailNumbers numbers, Map<Long, Prepared> prepared) {
    this.derivation = derivation;
    this.numbers = numbers;
    this.prepared = prepared;
  }

  /** Days of the rows that were inserted: the partitions that a failed try needs. */
  public Set<LocalDate> days() {
    return days;
  }

  /**
   * Settles requests.
   *
   * @param requestIds request ids whose trails or log results may have changed
   * @param news those of them whose log result brought something new
   * @return the trails that were changed, inserted or deleted
   */
  public List<ChangedTrail> settle(
      Connection connection, Collection<String> requestIds, Set<String> news) throws SQLException {
    if (requestIds.isEmpty()) {
      return List.of();
    }
    Set<String> changed = new HashSet<>(news);
    List<StoredLogResult> results = LogResults.stored(connection, requestIds);
    if (results.stream().anyMatch(LogResultSettler::isUntold)
        && LogResultOwners.adopt(connection, requestIds)) {
      changed.addAll(requestIds);
      results = LogResults.stored(connection, requestIds);
    }
    Batch batch = new Batch(connection, changed);
    batch.plan(settlements(TrailRows.ofRequests(connection, requestIds), results));
    return batch.apply(requestIds, results);
  }

  private static boolean isUntold(StoredLogResult result) {
    return result.invocation().account().equals(Invocation.UNKNOWN_ACCOUNT);
  }

  static List<Settlement> settlements(List<TrailRow> rows, List<StoredLogResult> results) {
    Map<List<String>, List<TrailRow>> stored = new LinkedHashMap<>();
    rows.forEach(
        row ->
            stored.computeIfAbsent(HeaderDerivation.owner(row), o -> new ArrayList<>()).add(row));
    Map<List<String>, StoredLogResult> told = new LinkedHashMap<>();
    results.forEach(r -> told.put(HeaderDerivation.owner(r.invocation()), r));
    told.keySet().forEach(owner -> stored.putIfAbsent(owner, List.of()));
    List<Settlement> settlements = new ArrayList<>();
    stored.forEach(
        (owner, all) -> {
          StoredLogResult result = told.get(owner);
          settlements.add(
              result == null
                  ? new Settlement(all, null, null)
                  : new Settlement(all, result.invocation(), result.cameAt()));
        });
    return settlements;
  }

  /** One call of {@link #settle}. */
  private final class Batch {
    private final Connection connection;
    private final Set<String> news;
    private final List<TrailRow> amended = new ArrayList<>();
    private final List<TrailRow> gone = new ArrayList<>();
    private final List<TrailHeader> inserted = new ArrayList<>();
    private final List<LocalDate> insertedDays = new ArrayList<>();
    private final Set<String> left = new HashSet<>();

    Batch(Connection connection, Set<String> news) {
      this.connection = connection;
      this.news = news;
    }

    void plan(List<Settlement> settlements) throws SQLException {
      Map<Long, List<TrailEvent>> events = events(settlements);
      for (Settlement s : settlements) {
        for (TrailRow row : s.concerned()) {
          Invocation invocation = s.invocationOf(row);
          amend(row, header(row, invocation, events), invocation != null);
        }
        gone.addAll(s.gone());
        TrailHeader alone = s.alone(derivation.conventions());
        if (alone != null && s.kept() != null) {
          amend(s.kept(), alone, true);
        } else if (alone != null) {
          inserted.add(alone);
          insertedDays.add(s.day());
        }
      }
    }

    /** Reads what is small enough, and not prepared. */
    private Map<Long, List<TrailEvent>> events(List<Settlement> settlements) throws SQLException {
      List<TrailRow> small = new ArrayList<>();
      long sum = 0;
      for (Settlement s : settlements) {
        for (TrailRow row : s.concerned()) {
          if (isPrepared(row, s.invocationOf(row))) {
            continue;
          }
          long bytes = HeaderDerivation.bytes(row);
          boolean fits = sum + bytes <= EventLimits.MERGED_FLUSH_BYTES;
          if (bytes <= EventLimits.MERGED_TRAIL_BYTES && fits) {
            small.add(row);
            sum += bytes;
          } else {
            left.add(row.header().key().requestId());
          }
        }
      }
      return HeaderDerivation.events(connection, small);
    }

    private boolean isPrepared(TrailRow row, Invocation invocation) {
      Prepared p = prepared.get(row.trailId());
      return p != null && p.row().equals(row) && Objects.equals(p.invocation(), invocation);
    }

    private TrailHeader header(
        TrailRow row, Invocation invocation, Map<Long, List<TrailEvent>> events) {
      List<TrailEvent> own = events.get(row.trailId());
      if (own != null) {
        return derivation.header(row.header(), own, invocation);
      }
      if (isPrepared(row, invocation)) {
        return prepared.get(row.trailId()).header();
      }
      return invocation == null ? row.header() : TrailReading.answered(row.header(), invocation);
    }

    private void amend(TrailRow row, TrailHeader header, boolean told) {
      boolean isNews = told && news.contains(row.header().key().requestId());
      if (isNews || !header.equals(row.header())) {
        amended.add(row.withHeader(header));
      }
    }

    List<ChangedTrail> apply(Collection<String> requestIds, List<StoredLogResult> results)
        throws SQLException {
      TrailTable.delete(connection, gone, Long.MAX_VALUE);
      Set<Long> done = TrailTable.amend(connection, amended);
      List<ChangedTrail> changed = new ArrayList<>();
      gone.forEach(row -> changed.add(ChangeTable.of(row, true)));
      for (TrailRow row : amended) {
        if (done.contains(row.trailId())) {
          changed.add(ChangeTable.of(row, false));
        } else {
          left.add(row.header().key().requestId());
        }
      }
      insert(results).forEach(row -> changed.add(ChangeTable.of(row, false)));
      mark(requestIds, results);
      return changed;
    }

    private List<TrailRow> insert(List<StoredLogResult> results) throws SQLException {
      if (inserted.isEmpty()) {
        return List.of();
      }
      Map<List<String>, Integer> functions = new HashMap<>();
      results.forEach(r -> functions.put(HeaderDerivation.owner(r.invocation()), r.functionId()));
      List<TrailRow> rows = new ArrayList<>();
      for (int i = 0; i < inserted.size(); i++) {
        TrailHeader header = inserted.get(i);
        days.add(insertedDays.get(i));
        rows.add(
            new TrailRow(
                numbers.nextTrailId(), insertedDays.get(i), numbers.epoch(), 1, header, 0, 0, 0));
      }
      LogResultRows.append(connection, rows, row -> functions.get(HeaderDerivation.owner(row)));
      return rows;
    }

    private void mark(Collection<String> requestIds, List<StoredLogResult> results)
        throws SQLException {
      LogResults.markUnsettled(connection, left, true);
      Set<String> settled = new HashSet<>();
      results.stream()
          .filter(StoredLogResult::unsettled)
          .forEach(r -> settled.add(r.invocation().requestId()));
      settled.removeAll(left);
      LogResults.markUnsettled(connection, settled, false);
    }
  }
}
