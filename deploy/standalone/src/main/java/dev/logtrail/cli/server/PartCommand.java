package dev.logtrail.cli.server;

import dev.logtrail.service.Part;
import dev.logtrail.service.settings.ServiceOptions;
import java.util.EnumSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that runs one part until it gets a signal. */
abstract class PartCommand implements Callable<Integer> {
  /** What the help of every part says. */
  static final String SETTINGS =
      "Several may run on one --db. It takes the settings of up, and looks only at those of its"
          + " part, so that one file serves all.";

  private final Part part;
  private final String ready;

  @Spec private CommandSpec spec;

  @Mixin private ServiceOptions options;

  /**
   * A part's command.
   *
   * @param ready what to say when it is ready; {@code %s} is the address
   */
  PartCommand(Part part, String ready) {
    this.part = part;
    this.ready = ready;
  }

  @Override
  public Integer call() throws InterruptedException {
    return ServerRun.run(
        options,
        EnumSet.of(part),
        spec.commandLine().getOut(),
        ready,
        (service, address, stop) -> stop.await());
  }
}
