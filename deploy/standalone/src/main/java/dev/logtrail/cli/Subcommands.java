package dev.logtrail.cli;

import static java.util.Map.entry;

import dev.logtrail.cli.server.ApiCommand;
import dev.logtrail.cli.server.FlinkCommand;
import dev.logtrail.cli.server.IngestCommand;
import dev.logtrail.cli.server.JobCommand;
import dev.logtrail.cli.server.UpCommand;
import dev.logtrail.cli.server.VersionCommand;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The subcommands of {@code logtrail}. Reading the options of all twenty takes longer than asking a
 * server, so that only those of the one that is called are read.
 */
final class Subcommands {
  /** By name, in the order of the help. */
  static final List<Map.Entry<String, Class<?>>> BY_NAME =
      List.of(
          entry("up", UpCommand.class),
          entry("ingest", IngestCommand.class),
          entry("api", ApiCommand.class),
          entry("job", JobCommand.class),
          entry("flink", FlinkCommand.class),
          entry("get", GetCommand.class),
          entry("search", SearchCommand.class),
          entry("tail", TailCommand.class),
          entry("split", SplitCommand.class),
          entry("replay", ReplayCommand.class),
          entry("stats", StatsCommand.class),
          entry("prices", PricesCommand.class),
          entry("dead-letters", DeadLettersCommand.class),
          entry("redact", RedactCommand.class),
          entry("invoke", InvokeCommand.class),
          entry("mcp", McpCommand.class),
          entry("aws", AwsCommand.class),
          entry("token", TokenCommand.class),
          entry("bench", BenchCommand.class),
          entry("version", VersionCommand.class));

  private Subcommands() {}

  /** The command with all of them. */
  static CommandLine all(Object command) {
    CommandLine line = new CommandLine(command);
    BY_NAME.forEach(e -> line.addSubcommand(e.getKey(), e.getValue()));
    return line;
  }

  /** The command with what these arguments need: one subcommand, or of all what the help says. */
  static CommandLine forArguments(Object command, String... arguments) {
    String first = arguments.length == 0 ? "--help" : arguments[0];
    CommandLine line = new CommandLine(command);
    for (Map.Entry<String, Class<?>> e : BY_NAME) {
      if (e.getKey().equals(first)) {
        return line.addSubcommand(first, e.getValue());
      }
    }
    if (arguments.length > 1 || line.getCommandSpec().findOption(first) == null) {
      return all(command);
    }
    BY_NAME.forEach(e -> line.addSubcommand(e.getKey(), described(e.getValue())));
    return line;
  }

  private static CommandSpec described(Class<?> subcommand) {
    CommandSpec spec = CommandSpec.create();
    Command annotation = subcommand.getAnnotation(Command.class);
    spec.usageMessage().description(annotation.description()).hidden(annotation.hidden());
    return spec;
  }
}
