package dev.logtrail.store.postgres.stats;

import dev.logtrail.store.stats.StatsQuery;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;

/** A function's minute, hour or UTC day: epoch ms of its start. */
public record RollupSlot(int functionId, long at) implements Comparable<RollupSlot> {
  private static final Comparator<RollupSlot> ORDER =
      Comparator.comparingInt(RollupSlot::functionId).thenComparingLong(RollupSlot::at);

  /** In the order of the tables' primary keys. */
  @Override
  public int compareTo(RollupSlot other) {
    return ORDER.compare(this, other);
  }

  /** The minute of a function in which something happened at {@code ms}, epoch ms. */
  public static RollupSlot minute(int functionId, long ms) {
    long minute = StatsQuery.MINUTE_MS;
    return new RollupSlot(functionId, Math.floorDiv(ms, minute) * minute);
  }

  /** The hour that the slot lies in. */
  RollupSlot hour() {
    return new RollupSlot(functionId, Math.floorDiv(at, RollupTable.HOUR_MS) * RollupTable.HOUR_MS);
  }

  /** The UTC day that the slot lies in. */
  RollupSlot day() {
    return new RollupSlot(functionId, Math.floorDiv(at, RollupTable.DAY_MS) * RollupTable.DAY_MS);
  }

  /** The minutes of an hour. */
  List<RollupSlot> minutes() {
    return LongStream.range(0, RollupTable.HOUR_MS / StatsQuery.MINUTE_MS)
        .mapToObj(i -> new RollupSlot(functionId, at + i * StatsQuery.MINUTE_MS))
        .toList();
  }
}
