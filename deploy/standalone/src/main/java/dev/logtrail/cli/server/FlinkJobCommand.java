package dev.logtrail.cli.server;

import dev.logtrail.service.ClusterJob;
import dev.logtrail.service.settings.ServiceOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What a JobManager runs: the job's main method, with the settings of {@code logtrail job}. */
@Command(
    name = "job",
    hidden = true,
    description = "Submits the job from inside of a JobManager.",
    mixinStandardHelpOptions = true)
final class FlinkJobCommand implements Callable<Integer> {
  @Mixin private ServiceOptions options;

  @Override
  public Integer call() throws Exception {
    ClusterJob.submit(options);
    return 0;
  }
}
