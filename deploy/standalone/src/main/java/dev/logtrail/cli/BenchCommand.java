package dev.logtrail.cli;

import dev.logtrail.bench.Bench;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code logtrail bench}: figures with their floors. */
@Command(
    name = "bench",
    description = "Measures parts of Logtrail, each beside its floor in the same run.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "parser: gzip payload to closed trails in one thread; its floor is gunzip and Jackson streaming over the same bytes.",
      "",
      "Example:",
      "  logtrail bench parser --lines 500000"
    })
final class BenchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      defaultValue = "parser",
      description = "What to measure: parser (default).")
  private String what;

  @Option(
      names = "--lines",
      defaultValue = "200000",
      description = "Log lines a measurement (default: 200000).")
  private long lines;

  @Option(
      names = "--rounds",
      defaultValue = "9",
      description = "Rounds; the first third warms up (default: 9).")
  private int rounds;

  @Option(names = "--seed", defaultValue = "1", description = "Decides the data (default: 1).")
  private long seed;

  @Option(names = "--json", description = "Prints JSON, one object a line.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    if (!what.equals("parser")) {
      throw new UserError("nothing to measure is called '" + what + "'; right would be: parser");
    }
    if (lines < 1_000 || rounds < 3) {
      throw new UserError("--lines is at least 1000 and --rounds at least 3");
    }
    Bench.parser(lines, rounds, seed, json, spec.commandLine().getOut());
    return 0;
  }
}
