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
 * Keeps the rollups right: computes every marked minute from its trails, then its hour. A schedule
 * of the caller's runs it every few seconds; several processes may, they take turns.
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
    for (List<RollupSlot> some : parts(taken.minutes())) {
      RollupTable.computeMinutes(connection, some);
    }
    Set<RollupSlot> hours = new TreeSet<>();
    taken.minutes().forEach(minute -> hours.add(minute.hour()));
    for (List<RollupSlot> some : parts(hours)) {
      RollupTable.computeHours(connection, some);
    }
    return taken;
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
