package dev.logtrail.store;

import dev.logtrail.store.RollupTable.Slot;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Keeps the rollups right: computes every marked minute from its trails, then its hour. A schedule
 * of the caller's runs it every few seconds; several processes may, they take turns.
 */
public final class Rollups {
  /** One transaction's work: some hundred milliseconds. */
  private static final int BATCH = 1_000;

  private final DataSource dataSource;

  Rollups(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Computes what is marked, until nothing is. Thread-safe; ends early when interrupted.
   *
   * @return how many minutes were computed
   * @throws StoreException if the database fails; what was done until then stays done
   */
  public int run() {
    int computed = 0;
    int batch;
    do {
      batch = Sql.transaction(dataSource, "compute statistics", Rollups::batch);
      computed += batch;
    } while (batch > 0 && !Thread.currentThread().isInterrupted());
    return computed;
  }

  private static int batch(Connection connection) throws SQLException {
    // Taken first: two that computed one minute at once might leave the older of their results.
    Locks.take(connection, Locks.ROLLUPS);
    Set<Slot> minutes = RollupMarks.take(connection, BATCH);
    if (minutes.isEmpty()) {
      return 0;
    }
    RollupTable.computeMinutes(connection, minutes);
    Set<Slot> hours = new LinkedHashSet<>();
    minutes.forEach(minute -> hours.add(minute.hour()));
    RollupTable.computeHours(connection, hours);
    return minutes.size();
  }
}
