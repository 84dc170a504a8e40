package dev.logtrail.cli.server;

import dev.logtrail.service.Part;
import dev.logtrail.service.settings.ServiceOptions;
import java.util.EnumSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

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
      PartHelp.SETTINGS,
      "",
      "Example:",
      "  logtrail job --db jdbc:postgresql://db:5432/logtrail --kinesis logs"
    })
public final class JobCommand implements Callable<Integer> {
  private static final String READY = "Logtrail's job answers health checks at %s/healthz/ready";

  @Spec private CommandSpec spec;

  @Mixin private ServiceOptions options;

  @Override
  public Integer call() throws InterruptedException {
    return ServerRun.run(
        options,
        EnumSet.of(Part.JOB),
        spec.commandLine().getOut(),
        READY,
        (service, address, stop) -> stop.await());
  }
}
