package dev.logtrail.cli.server;

import dev.logtrail.service.Part;
import picocli.CommandLine.Command;

/** {@code logtrail job}: runs one part until it gets a signal. */
@Command(
    name = "job",
    description =
        "Runs the job alone: makes trails of what the inbox at --db holds, and of what it reads"
            + " from AWS.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      PartCommand.SETTINGS,
      "",
      "Example:",
      "  logtrail job --db jdbc:postgresql://db:5432/logtrail --kinesis logs"
    })
public final class JobCommand extends PartCommand {
  public JobCommand() {
    super(Part.JOB, "Logtrail's job answers health checks at %s/healthz/ready");
  }
}
