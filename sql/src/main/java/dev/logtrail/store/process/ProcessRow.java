package dev.logtrail.store.process;

import java.util.Objects;

/**
 * A process that works on the store, as it described itself last. Nothing in it is null.
 *
 * @param name where it runs, such as {@code logs-1 (process 4711)}
 * @param parts what it does, such as {@code ingest}; several with commas
 * @param version of its program
 * @param startedAt epoch ms of its start, by the database's clock
 * @param seenAt epoch ms of its last report, by the database's clock
 * @param report what it had to tell, as JSON
 */
public record ProcessRow(
    String name, String parts, String version, long startedAt, long seenAt, String report) {
  public ProcessRow {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(parts, "parts");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(report, "report");
  }
}
