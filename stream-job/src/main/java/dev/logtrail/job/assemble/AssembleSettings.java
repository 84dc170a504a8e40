package dev.logtrail.job.assemble;

import dev.logtrail.structured.convention.Conventions;
import java.io.Serializable;
import java.time.Duration;

/**
 * How one task of the keyed stage runs. Nothing in it is null.
 *
 * @param flushAfter how long the oldest changed trail waits at most until it is stored
 * @param flushTrails changed trails that wait at most: with so many, all are stored at once
 * @param dropAfter time without an event after which a stream leaves the task's memory
 * @param limits how large a trail may grow
 * @param conventions by which lines that are JSON are read
 */
public record AssembleSettings(
    Duration flushAfter,
    int flushTrails,
    Duration dropAfter,
    TrailLimits limits,
    Conventions conventions)
    implements Serializable {

  /** 40 ms, 1,000 trails, two minutes, the built-in conventions. */
  public static final AssembleSettings DEFAULT = of(Conventions.builtIn());

  /** The same with other conventions. */
  public static AssembleSettings of(Conventions conventions) {
    return new AssembleSettings(
        Duration.ofMillis(40), 1_000, Duration.ofMinutes(2), TrailLimits.DEFAULT, conventions);
  }
}
