package dev.logtrail.api.loki;

import java.util.Map;

/**
 * Numbers at the moments of a grid.
 *
 * @param scalar whether it is a number alone, and no series
 * @param series the numbers by labels, one for each moment; NaN where there is none
 */
record Numbers(boolean scalar, Map<Map<String, String>, double[]> series) {
  /** The numbers of the only series of a scalar. */
  double[] alone() {
    return series.values().iterator().next();
  }
}
