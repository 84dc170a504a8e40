package dev.logtrail.service;

import dev.logtrail.ingest.source.cloudwatch.LogGroupSettings;
import dev.logtrail.service.settings.ServiceOptions;
import dev.logtrail.service.settings.UserError;
import java.util.Set;

/** What settings can be where parts run in processes of their own. */
final class PartSettings {
  private PartSettings() {}

  /**
   * Checks what only counts for some parts. Settings of other parts are not looked at: one file
   * serves all.
   *
   * @throws UserError if a value cannot be; the message says what would be right
   */
  static void check(ServiceOptions options, Set<Part> parts) {
    if (parts.equals(Part.all())) {
      return;
    }
    if (options.database() == null) {
      throw UserError.ofSettings(
          "--db is missing: logtrail %s meets the other parts in a PostgreSQL of yours, jdbc:postgresql://host:5432/db; or run all in one process: logtrail up"
              .formatted(Part.words(parts)));
    }
    LogGroupSettings groups = parts.contains(Part.JOB) ? options.logGroups() : null;
    if (groups != null && groups.liveTail()) {
      throw UserError.ofSettings(
          "--live-tail shows lines from the memory of the process that reads them, which logtrail"
              + " job does not answer from: leave it out, or run logtrail up");
    }
  }
}
