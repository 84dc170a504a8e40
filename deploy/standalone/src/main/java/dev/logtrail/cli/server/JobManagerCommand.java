package dev.logtrail.cli.server;

import dev.logtrail.service.flink.FlinkProcess;
import dev.logtrail.service.flink.FlinkRole;
import dev.logtrail.service.flink.FlinkSettings;
import dev.logtrail.service.settings.ServiceOptions;
import dev.logtrail.service.settings.UserError;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code logtrail flink jobmanager}: starts the JobManager, with the job in it. */
@Command(
    name = "jobmanager",
    description =
        "Starts the JobManager of a cluster that runs the job. It takes the settings of logtrail"
            + " job.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class JobManagerCommand implements Callable<Integer> {
  private static final String MAIN = "dev.logtrail.cli.FlinkJob";
  private static final String USUAL_MEMORY = "768m";

  @Spec private CommandSpec spec;

  @Mixin private FlinkOptions flink;

  @Option(
      names = "--flink-rest-port",
      defaultValue = "8081",
      description = "Port of Flink's own REST API: savepoints, rescaling (default: 8081).")
  private int restPort;

  @Option(
      names = "--checkpoints",
      paramLabel = "DIR",
      description =
          "Directory or URI below which checkpoints and savepoints are kept, such as"
              + " s3://bucket/logtrail (default: flink below --data).")
  private String checkpoints;

  @Option(
      names = "--from-savepoint",
      paramLabel = "URI",
      description = "Begins where a savepoint was taken (default: with what the store knows).")
  private String savepoint;

  @Mixin private ServiceOptions options;

  @Override
  public Integer call() throws InterruptedException {
    flink.check();
    FlinkOptions.checkPort("--flink-rest-port", restPort);
    options.check();
    if (options.database() == null) {
      throw UserError.ofSettings(
          "--db is missing: a cluster writes to a PostgreSQL of yours,"
              + " jdbc:postgresql://host:5432/db");
    }
    Path directory = options.data().resolve("flink");
    FlinkSettings settings =
        new FlinkSettings(
            flink.host,
            flink.port,
            restPort,
            null,
            1,
            checkpoints == null ? directory.toAbsolutePath().toUri().toString() : checkpoints,
            directory.resolve("jobmanager"),
            flink.more);
    List<String> words = new ArrayList<>(List.of("--job-classname", MAIN));
    if (savepoint != null) {
      words.addAll(List.of("--fromSavepoint", savepoint, "--allowNonRestoredState"));
    }
    if (flink.print) {
      given().forEach((name, value) -> words.add("--" + name + "=" + value));
    }
    String memory = flink.memory == null ? USUAL_MEMORY : flink.memory;
    FlinkProcess process = FlinkProcess.prepare(FlinkRole.JOBMANAGER, settings, memory, words);
    if (flink.print) {
      spec.commandLine().getOut().println(process.forShell());
      return 0;
    }
    Map<String, String> variables = new TreeMap<>();
    given()
        .forEach(
            (name, value) ->
                variables.put(
                    "LOGTRAIL_" + name.toUpperCase(Locale.ROOT).replace('-', '_'), value));
    return process.run(variables);
  }

  /**
   * The flags that the job is told, as they were given. As variables, since secrets may be among
   * them, and other users of a machine see command lines.
   */
  private Map<String, String> given() {
    Map<String, String> given = new TreeMap<>();
    for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
      if (option.userObject() instanceof Field field
          && field.getDeclaringClass().getPackage().equals(ServiceOptions.class.getPackage())) {
        given.put(
            option.longestName().replaceFirst("^--", ""),
            String.join(",", option.originalStringValues()));
      }
    }
    return given;
  }
}
