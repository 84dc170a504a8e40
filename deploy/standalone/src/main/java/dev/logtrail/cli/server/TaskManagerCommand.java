package dev.logtrail.cli.server;

import dev.logtrail.service.flink.FlinkProcess;
import dev.logtrail.service.flink.FlinkRole;
import dev.logtrail.service.flink.FlinkSettings;
import dev.logtrail.service.settings.UserError;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code logtrail flink taskmanager}: starts one TaskManager. */
@Command(
    name = "taskmanager",
    description =
        "Starts a TaskManager of a cluster. It is told of the job, database included, by the"
            + " JobManager.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class TaskManagerCommand implements Callable<Integer> {
  private static final String USUAL_MEMORY = "1g";
  private static final int MOST_SLOTS = 64;

  @Spec private CommandSpec spec;

  @Mixin private FlinkOptions flink;

  @Option(
      names = "--slots",
      defaultValue = "2",
      description = "Tasks of each kind that it runs side by side (default: 2).")
  private int slots;

  @Option(
      names = "--taskmanager-host",
      paramLabel = "HOST",
      description = "Where the others find this one (default: this machine's name).")
  private String ownHost;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = ".logtrail",
      description = "Where it keeps temporary files (default: .logtrail here).")
  private Path data;

  @Override
  public Integer call() throws InterruptedException {
    flink.check();
    if (slots < 1 || slots > MOST_SLOTS) {
      throw UserError.ofSettings("--slots is " + slots + "; right would be 1 to " + MOST_SLOTS);
    }
    boolean loopback = flink.host.equals("127.0.0.1");
    FlinkSettings settings =
        new FlinkSettings(
            flink.host,
            flink.port,
            1,
            ownHost == null && loopback ? flink.host : ownHost,
            slots,
            null,
            data.resolve("flink").resolve("taskmanager-" + ProcessHandle.current().pid()),
            flink.more);
    String memory = flink.memory == null ? USUAL_MEMORY : flink.memory;
    FlinkProcess process = FlinkProcess.prepare(FlinkRole.TASKMANAGER, settings, memory, List.of());
    if (flink.print) {
      spec.commandLine().getOut().println(process.forShell());
      return 0;
    }
    return process.run(Map.of());
  }
}
