package dev.logtrail.cli.server;

import dev.logtrail.service.Part;
import picocli.CommandLine.Command;

/** {@code logtrail ingest}: runs one part until it gets a signal. */
@Command(
    name = "ingest",
    description = "Runs the doors alone: takes deliveries and keeps them in the inbox of --db.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      PartCommand.SETTINGS,
      "",
      "Example:",
      "  logtrail ingest --db jdbc:postgresql://db:5432/logtrail --host 0.0.0.0"
    })
public final class IngestCommand extends PartCommand {
  public IngestCommand() {
    super(Part.INGEST, "Logtrail takes deliveries at %s/ingest/");
  }
}
