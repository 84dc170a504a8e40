package dev.logtrail.job.assemble;

import dev.logtrail.structured.convention.Conventions;
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
 * @param conventions by which lines that are JSON are read
 */
public record JobSettings(
    int parallelism,
    Duration flushAfter,
    int flushTrails,
    Duration dropAfter,
    int maxStreams,
    TrailLimits limits,
    Conventions conventions)
    implements Serializable {

  /** 40 ms, 1,000 trails, two minutes, 10,000 streams, the built-in conventions. */
  public static JobSettings of(int parallelism) {
    return of(parallelism, Conventions.builtIn());
  }

  /** The same with conventions of the user's. */
  public static JobSettings of(int parallelism, Conventions conventions) {
    return new JobSettings(
        parallelism,
        Duration.ofMillis(40),
        1_000,
        Duration.ofMinutes(2),
        10_000,
        TrailLimits.DEFAULT,
        conventions);
  }
}
