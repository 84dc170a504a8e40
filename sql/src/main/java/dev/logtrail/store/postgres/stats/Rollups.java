package dev.logtrail.store.postgres.stats;

import dev.logtrail.store.postgres.jdbc.Locks;
import dev.logtrail.store.postgres.jdbc.Sql;
import dev.logtrail.store.upkeep.UpkeepTask;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;

/**
 * Keeps the rollups right: computes every marked minute from its trails, then its hour and its day.
 * A schedule of the caller's runs it every few seconds; several processes may, they take turns.
 */
public final class Rollups implements UpkeepTask {
  /** Marks that one transaction takes at most; many stand for the same minutes. */
  private static final int MARKS = 20_000;

  /** Minutes, and hours, that one statement computes. */
  private static final int SLOTS = 1_000;

  private final DataSource dataSource;

  public Rollups(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Computes what is marked when it begins, and perhaps what is marked meanwhile. Thread-safe; ends
   * early when interrupted.
   *
   * @return how many minutes were computed
   * @throws StoreException if the database fails; what was done until then stays done
   */
  @Override
  public int run() {
    int computed = 0;
    RollupMarks.Taken batch;
    do {
      batch = Sql.transaction(dataSource, "compute statistics", Rollups::batch);
      computed += batch.minutes().size();
    } while (batch.count() == MARKS && !Thread.currentThread().isInterrupted());
    return computed;
  }

  private static RollupMarks.Taken batch(Connection connection) throws SQLException {
    // Taken first: two that computed one minute at once might leave the older of their results.
    Locks.take(connection, Locks.ROLLUPS);
    RollupMarks.Taken taken = RollupMarks.take(connection, MARKS);
    compute(connection, taken.minutes());
    return taken;
  }

  /**
   * Minutes, hours, days. Most functions have few requests an hour: those hours are computed from
   * the requests, and their minutes have no rows.
   */
  private static void compute(Connection connection, Set<RollupSlot> minutes) throws SQLException {
    Set<RollupSlot> hours = new TreeSet<>();
    Set<RollupSlot> days = new TreeSet<>();
    minutes.forEach(minute -> hours.add(minute.hour()));
    hours.forEach(hour -> days.add(hour.day()));
    Set<RollupSlot> busy = new TreeSet<>();
    Set<RollupSlot> grown = new TreeSet<>();
    for (List<RollupSlot> some : parts(hours)) {
      Set<RollupSlot> byMinute = RollupTable.byMinute(connection, some);
      List<RollupSlot> others = some.stream().filter(hour -> !byMinute.contains(hour)).toList();
      busy.addAll(byMinute);
      grown.addAll(RollupTable.computeQuietHours(connection, others));
    }
    Set<RollupSlot> detailed = new TreeSet<>();
    minutes.stream().filter(minute -> busy.contains(minute.hour())).forEach(detailed::add);
    grown.forEach(hour -> detailed.addAll(hour.minutes()));
    busy.addAll(grown);
    for (List<RollupSlot> some : parts(detailed)) {
      RollupTable.computeMinutes(connection, some);
    }
    for (List<RollupSlot> some : parts(busy)) {
      RollupTable.computeHours(connection, some);
    }
    for (List<RollupSlot> some : parts(days)) {
      RollupTable.computeDays(connection, some);
    }
  }

  private static List<List<RollupSlot>> parts(Set<RollupSlot> slots) {
    List<RollupSlot> all = List.copyOf(slots);
    List<List<RollupSlot>> parts = new ArrayList<>();
    for (int from = 0; from < all.size(); from += SLOTS) {
      parts.add(all.subList(from, Math.min(from + SLOTS, all.size())));
    }
    return parts;
  }
}
