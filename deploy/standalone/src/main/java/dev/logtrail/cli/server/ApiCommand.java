package dev.logtrail.cli.server;

import dev.logtrail.service.Part;
import dev.logtrail.service.settings.ServiceOptions;
import java.util.EnumSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code logtrail api}: runs one part until it gets a signal. */
@Command(
    name = "api",
    description = "Runs API, live tail and page alone, on the store at --db.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      PartHelp.SETTINGS,
      "",
      "Example:",
      "  logtrail api --db jdbc:postgresql://db:5432/logtrail --host 0.0.0.0"
    })
public final class ApiCommand implements Callable<Integer> {
  private static final String READY = "Logtrail answers at %s/";

  @Spec private CommandSpec spec;

  @Mixin private ServiceOptions options;

  @Override
  public Integer call() throws InterruptedException {
    return ServerRun.run(
        options,
        EnumSet.of(Part.API),
        spec.commandLine().getOut(),
        READY,
        (service, address, stop) -> stop.await());
  }
}
