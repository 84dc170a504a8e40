package dev.logtrail.job;

import dev.logtrail.job.assemble.AssembleSettings;
import dev.logtrail.redact.Redaction;
import dev.logtrail.structured.convention.Conventions;
import java.io.Serializable;
import java.util.Objects;

/**
 * How the job runs.
 *
 * @param parallelism tasks of the keyed stage, at least 1
 * @param assemble what each of these tasks is told; never null
 * @param redaction what is masked once it is decoded
 */
public record JobSettings(int parallelism, AssembleSettings assemble, Redaction redaction)
    implements Serializable {
  public JobSettings {
    Objects.requireNonNull(assemble, "assemble");
    Objects.requireNonNull(redaction, "redaction");
  }

  /** So many tasks with the default settings. */
  public static JobSettings of(int parallelism) {
    return new JobSettings(parallelism, AssembleSettings.DEFAULT, Redaction.none());
  }

  /** The same with the user's conventions about lines that are JSON. */
  public static JobSettings of(int parallelism, Conventions conventions) {
    return new JobSettings(parallelism, AssembleSettings.of(conventions), Redaction.none());
  }

  /** The same with rules by which secrets are masked. */
  public JobSettings withRedaction(Redaction rules) {
    return new JobSettings(parallelism, assemble, rules);
  }
}
