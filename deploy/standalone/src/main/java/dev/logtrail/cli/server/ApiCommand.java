package dev.logtrail.cli.server;

import dev.logtrail.service.Part;
import picocli.CommandLine.Command;

/** {@code logtrail api}: runs one part until it gets a signal. */
@Command(
    name = "api",
    description = "Runs API, live tail and page alone, on the store at --db.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      PartCommand.SETTINGS,
      "",
      "Example:",
      "  logtrail api --db jdbc:postgresql://db:5432/logtrail --host 0.0.0.0"
    })
public final class ApiCommand extends PartCommand {
  public ApiCommand() {
    super(Part.API, "Logtrail answers at %s/");
  }
}
