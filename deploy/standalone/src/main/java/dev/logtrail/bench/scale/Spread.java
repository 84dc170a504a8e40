package dev.logtrail.bench.scale;

import java.util.Arrays;
import java.util.Random;

/**
 * A day's streams spread over databases by a hash of each stream's name, or of its function's: how
 * even that is, and how many databases a question has to ask. Functions follow a power law, as in
 * real accounts: the busiest log most.
 */
final class Spread {
  private static final double SKEW = 1.05;
  private static final int STREAMS = 200_000;

  private final int shards;
  private final double[] byStream;
  private final double[] byFunction;
  private final int[] streamsOf;
  private final double[] shardsOfFunction;

  /** Simulates it; the same seed gives the same day. */
  Spread(int functions, int shards, long seed) {
    this.shards = shards;
    this.byStream = new double[shards];
    this.byFunction = new double[shards];
    this.streamsOf = new int[functions];
    this.shardsOfFunction = new double[functions];
    double[] weights = new double[functions];
    double sum = 0;
    for (int f = 0; f < functions; f++) {
      weights[f] = Math.pow(f + 1.0, -SKEW);
      sum += weights[f];
    }
    Random random = new Random(seed);
    for (int f = 0; f < functions; f++) {
      int streams = Math.max(1, (int) Math.round(STREAMS * weights[f] / sum));
      streamsOf[f] = streams;
      byFunction[random.nextInt(shards)] += streams;
      boolean[] touched = new boolean[shards];
      for (int s = 0; s < streams; s++) {
        int shard = random.nextInt(shards);
        byStream[shard]++;
        touched[shard] = true;
      }
      for (boolean one : touched) {
        shardsOfFunction[f] += one ? 1 : 0;
      }
    }
  }

  int shards() {
    return shards;
  }

  /** The fullest database, as a multiple of the average. */
  double unevenByStream() {
    return uneven(byStream);
  }

  double unevenByFunction() {
    return uneven(byFunction);
  }

  private double uneven(double[] loads) {
    return Arrays.stream(loads).max().orElseThrow() * shards / Arrays.stream(loads).sum();
  }

  /** Databases that hold the median function, by streams. */
  double shardsOfMedianFunction() {
    double[] sorted = shardsOfFunction.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** Databases that hold the busiest one. */
  double shardsOfBusiestFunction() {
    return shardsOfFunction[0];
  }
}
