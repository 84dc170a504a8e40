package dev.logtrail.cli.server;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code logtrail flink}: the job on a Flink cluster whose processes are started from our jars. */
@Command(
    name = "flink",
    description = "Runs the job on a Flink cluster: starts its JobManager and its TaskManagers.",
    mixinStandardHelpOptions = true,
    subcommands = {JobManagerCommand.class, TaskManagerCommand.class, FlinkJobCommand.class},
    footer = {
      "",
      "Example: a JobManager and two TaskManagers on one machine",
      "  logtrail flink jobmanager --db jdbc:postgresql://127.0.0.1/logtrail --parallelism 4",
      "  logtrail flink taskmanager --slots 2",
      "  logtrail flink taskmanager --slots 2"
    })
public final class FlinkCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
