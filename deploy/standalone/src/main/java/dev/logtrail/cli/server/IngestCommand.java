package dev.logtrail.cli.server;

import dev.logtrail.service.Part;
import dev.logtrail.service.settings.ServiceOptions;
import java.util.EnumSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code logtrail ingest}: runs one part until it gets a signal. */
@Command(
    name = "ingest",
    description = "Runs the doors alone: takes deliveries and keeps them in the inbox of --db.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      PartHelp.SETTINGS,
      "",
      "Example:",
      "  logtrail ingest --db jdbc:postgresql://db:5432/logtrail --host 0.0.0.0"
    })
public final class IngestCommand implements Callable<Integer> {
  private static final String READY = "Logtrail takes deliveries at %s/ingest/";

  @Spec private CommandSpec spec;

  @Mixin private ServiceOptions options;

  @Override
  public Integer call() throws InterruptedException {
    return ServerRun.run(
        options,
        EnumSet.of(Part.INGEST),
        spec.commandLine().getOut(),
        READY,
        (service, address, stop) -> stop.await());
  }
}
