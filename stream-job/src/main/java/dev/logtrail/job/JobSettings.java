package dev.logtrail.job;

import java.io.Serializable;
import java.time.Duration;

/**
 * How the job runs.
 *
 * @param parallelism tasks of the keyed stage
 * @param flushAfter how long the oldest changed trail waits at most
 * @param flushTrails how many changed trails are stored at once, at most
 * @param dropAfter when a quiet stream leaves a task's memory
 * @param maxStreams streams in a task's memory; beyond, all are dropped and come back from the
 *     store
 * @param limits how large a trail may grow
 */
public record JobSettings(
    int parallelism,
    Duration flushAfter,
    int flushTrails,
    Duration dropAfter,
    int maxStreams,
    TrailLimits limits)
    implements Serializable {

  /** 40 ms, 1,000 trails, two minutes, 10,000 streams. */
  public static JobSettings of(int parallelism) {
    return new JobSettings(
        parallelism,
        Duration.ofMillis(40),
        1_000,
        Duration.ofMinutes(2),
        10_000,
        TrailLimits.DEFAULT);
  }
}
