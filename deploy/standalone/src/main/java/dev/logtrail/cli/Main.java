package dev.logtrail.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The {@code logtrail} command: its subcommands, and nothing of what they do. */
@Command(
    name = "logtrail",
    description = "Turns AWS Lambda logs into trails: one readable, complete record per request.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {GetCommand.class, TailCommand.class})
public final class Main implements Runnable {

  @Spec private CommandSpec spec;

  private Main() {}

  /**
   * Runs the command and ends the process.
   *
   * @param arguments the words after {@code logtrail}; none prints the help
   */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main());
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
