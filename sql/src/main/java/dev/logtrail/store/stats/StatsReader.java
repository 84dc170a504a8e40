package dev.logtrail.store.stats;

import dev.logtrail.trail.Scope;
import java.util.List;

/** The reading side of the statistics: reads only, thread-safe. */
public interface StatsReader {

  /** The statistics of a store that keeps none. */
  static StatsReader none() {
    return new StatsReader() {
      @Override
      public StatsReader within(Scope scope) {
        return this;
      }

      @Override
      public List<StatsCell> cells(StatsQuery query) {
        return List.of();
      }

      @Override
      public List<StoredSize> sizes() {
        return List.of();
      }

      @Override
      public int pendingMinutes() {
        return 0;
      }
    };
  }

  /**
   * The same statistics as somebody sees them who may see no more than a scope: of functions that
   * have no log group out of it, since counts are kept by function.
   */
  StatsReader within(Scope scope);

  /** The cells of a query that hold any request, by bucket, function, account and region. */
  List<StatsCell> cells(StatsQuery query);

  /** How much is stored of each function that has any request, by name. */
  List<StoredSize> sizes();

  /** How many minutes changed and are not computed anew yet; counts no further than 10,000. */
  int pendingMinutes();
}
