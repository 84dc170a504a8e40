package dev.logtrail.demo.lambda;

import java.util.Random;

/**
 * How long the platform keeps lines before it puts them into CloudWatch.
 *
 * @param minMs at least this many ms from writing to ingestion
 * @param maxMs at most this many
 */
public record IngestionDelay(int minMs, int maxMs) {
  public IngestionDelay {
    if (minMs < 0 || maxMs < minMs) {
      throw new IllegalArgumentException(
          "a delay runs from 0 ms or more upwards, was " + minMs + " to " + maxMs);
    }
  }

  /** As usually seen at AWS: 1 to 3 s. */
  public static IngestionDelay usual() {
    return new IngestionDelay(1_000, 3_000);
  }

  /** Short, so that a live page moves: 0.2 to 1.2 s. */
  public static IngestionDelay brief() {
    return new IngestionDelay(200, 1_200);
  }

  int draw(Random random) {
    return minMs + random.nextInt(maxMs - minMs + 1);
  }
}
