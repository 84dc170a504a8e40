package dev.logtrail.api.status;

import java.util.Objects;

/**
 * A process that works on the store.
 *
 * @param name where it runs, such as {@code logs-1 (process 4711)}
 * @param parts what it does, such as {@code ingest}; several with commas
 * @param version of its program
 * @param startedAt epoch ms; null if not known yet
 * @param seenAt epoch ms at which it told that it runs
 * @param job what its job does, in a word; null if it has none
 * @param problem why it is not ready; null if it is
 */
public record ProcessStatus(
    String name,
    String parts,
    String version,
    Long startedAt,
    Long seenAt,
    String job,
    String problem) {
  public ProcessStatus {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(parts, "parts");
    Objects.requireNonNull(version, "version");
  }
}
