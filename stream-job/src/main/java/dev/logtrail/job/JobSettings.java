package dev.logtrail.job;

import dev.logtrail.job.assemble.AssembleSettings;
import dev.logtrail.structured.convention.Conventions;
import java.io.Serializable;
import java.util.Objects;

/**
 * How the job runs.
 *
 * @param parallelism tasks of the keyed stage, at least 1
 * @param assemble what each of these tasks is told; never null
 */
public record JobSettings(int parallelism, AssembleSettings assemble) implements Serializable {
  public JobSettings {
    Objects.requireNonNull(assemble, "assemble");
  }

  /** So many tasks with the default settings. */
  public static JobSettings of(int parallelism) {
    return new JobSettings(parallelism, AssembleSettings.DEFAULT);
  }

  /** The same with the user's conventions about lines that are JSON. */
  public static JobSettings of(int parallelism, Conventions conventions) {
    return new JobSettings(parallelism, AssembleSettings.of(conventions));
  }
}
