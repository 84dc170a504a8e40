package dev.logtrail.cli;

import dev.logtrail.cli.client.TerminalScreen;
import dev.logtrail.job.local.JobFailedException;
import dev.logtrail.service.settings.UserError;
import dev.logtrail.store.StoreException;
import dev.logtrail.text.NearestWord;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code logtrail} command: lists the subcommands and reports their errors. */
@Command(
    name = "logtrail",
    description = "Turns AWS Lambda logs into trails: one readable, complete record per request.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {"", "Example:", "  logtrail up --demo    then open http://127.0.0.1:8080/"})
public final class Main implements Runnable {

  private static final long CLIENT_ENDS_MS = 100;

  @Spec private CommandSpec spec;

  private Main() {}

  /**
   * Runs the command and ends the process.
   *
   * @param arguments the words after {@code logtrail}; none prints the help
   */
  public static void main(String[] arguments) {
    int code = run(System.getenv(), arguments);
    endHttpClients();
    System.exit(code);
  }

  /**
   * Ends the threads of HTTP clients, which no method does before Java 21. A process that exits
   * waits 300 ms for a thread that waits for the network.
   */
  private static void endHttpClients() {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().matches("HttpClient-\\d+-SelectorManager")) {
        thread.interrupt();
        try {
          thread.join(CLIENT_ENDS_MS);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  /**
   * Runs the command; the answer is the exit code: 0 done, 1 it failed, 2 it was called wrongly.
   */
  static int run(Map<String, String> environment, String... arguments) {
    CommandLine line = handled(Subcommands.forArguments(new Main(), arguments));
    try {
      line.setDefaultValueProvider(
          SettingsSource.read(environment, settings(line), () -> settings(commandLine())));
    } catch (UserError e) {
      line.getErr().println("logtrail: " + e.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
    return line.execute(arguments);
  }

  /** The command with every subcommand. */
  static CommandLine commandLine() {
    return handled(Subcommands.all(new Main()));
  }

  private static CommandLine handled(CommandLine line) {
    line.setExecutionExceptionHandler(Main::failed);
    line.setParameterExceptionHandler(Main::misunderstood);
    line.setHelpFactory(Main::help);
    return line;
  }

  /** A help text as wide as the terminal, which is asked for its width only then. */
  private static Help help(CommandSpec spec, Help.ColorScheme colours) {
    spec.usageMessage().width(TerminalScreen.ofOutput().helpWidth());
    return new Help(spec, colours);
  }

  /** Every long option of every subcommand, without dashes: what a variable or a file may set. */
  private static Set<String> settings(CommandLine line) {
    Set<String> names = new LinkedHashSet<>();
    for (CommandLine command : line.getSubcommands().values()) {
      for (OptionSpec option : command.getCommandSpec().options()) {
        names.add(option.longestName().replaceFirst("^--", ""));
      }
      names.addAll(settings(command));
    }
    return names;
  }

  private static int failed(Exception e, CommandLine line, CommandLine.ParseResult parsed)
      throws Exception {
    if (e instanceof UserError || e instanceof StoreException || e instanceof JobFailedException) {
      line.getErr().println(name(line) + ": " + e.getMessage());
      return e instanceof UserError error ? error.exitCode() : CommandLine.ExitCode.SOFTWARE;
    }
    throw e;
  }

  /** Prints what is wrong and where help is; the whole help would hide the message. */
  private static int misunderstood(ParameterException e, String[] arguments) {
    CommandLine line = e.getCommandLine();
    // The parser of arguments names Java's types.
    String message = e.getMessage().replaceFirst(" is not an? (int|long)$", " is no whole number");
    line.getErr().println(name(line) + ": " + message);
    String near = nearestOption(e, line);
    if (near != null) {
      line.getErr().println("Did you mean: " + near + "?");
    } else {
      UnmatchedArgumentException.printSuggestions(e, line.getErr());
    }
    line.getErr().println("See " + name(line) + " --help");
    return CommandLine.ExitCode.USAGE;
  }

  /** The option that was meant by one that is unknown; null if there is no such. */
  private static String nearestOption(ParameterException e, CommandLine line) {
    if (!(e instanceof UnmatchedArgumentException unmatched)) {
      return null;
    }
    Set<String> known = new TreeSet<>();
    line.getCommandSpec().options().forEach(o -> known.add(o.longestName()));
    return unmatched.getUnmatched().stream()
        .filter(word -> word.startsWith("--"))
        .findFirst()
        .map(word -> NearestWord.near(word.replaceFirst("=.*", ""), known))
        .orElse(null);
  }

  private static String name(CommandLine line) {
    return line.getCommandSpec().qualifiedName();
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
