package dev.logtrail.cli;

import dev.logtrail.cli.input.LogFile;
import dev.logtrail.cli.input.LogReader;
import dev.logtrail.cli.input.StreamOptions;
import dev.logtrail.payload.bytes.UnreadableException;
import dev.logtrail.redact.Redaction;
import dev.logtrail.service.settings.RedactionSetting;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code logtrail redact --dry-run}: what a server with these rules would mask. */
@Command(
    name = "redact",
    description = "Says what would be masked of logs, by kind, with examples. Needs no server.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  logtrail redact --dry-run events.json",
      "  logtrail redact --dry-run --redact builtin,-email,./rules.yaml app.log",
      "Reads what split reads. A server masks with the same setting: logtrail up --redact builtin"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all was read, and nothing would be masked",
      "1:some input was not readable",
      "2:the command was not understood, or a rule cannot be",
      "3:all was read, and something would be masked"
    })
final class RedactCommand implements Callable<Integer> {
  private static final int FOUND = 3;

  private final InputStream standardInput;

  @Spec private CommandSpec spec;
  @Mixin private StreamOptions streams;

  @Option(
      names = "--dry-run",
      description = "only say what would be masked; nothing else can be done here")
  private boolean dryRun;

  @Option(
      names = "--redact",
      paramLabel = "RULES",
      split = ",",
      defaultValue = "builtin",
      description =
          "builtin, names of built-in rules, -name to leave one out, files of your own rules"
              + " (default: builtin)")
  private List<String> rules;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      defaultValue = "-",
      description = "files to read; - or none is standard input")
  private List<String> files;

  RedactCommand() {
    this(System.in);
  }

  RedactCommand(InputStream standardInput) {
    this.standardInput = standardInput;
  }

  @Override
  public Integer call() {
    if (!dryRun) {
      throw new ParameterException(
          spec.commandLine(),
          "say --dry-run: files are not changed here; a server masks with 'logtrail up --redact'");
    }
    Redaction redaction = RedactionSetting.read("--redact", rules);
    RedactionTally tally = new RedactionTally(redaction);
    boolean allRead = true;
    try (LogReader reader = new LogReader()) {
      for (String name : files) {
        allRead &= read(new LogFile(name, standardInput), reader, tally);
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    tally.print(out);
    out.flush();
    return !allRead || tally.unreadable() > 0 ? 1 : tally.isEmpty() ? 0 : FOUND;
  }

  private boolean read(LogFile file, LogReader reader, RedactionTally tally) {
    try (InputStream in = file.open()) {
      reader.read(in, streams.streamOrDefault(file.streamName()), tally);
      return true;
    } catch (IOException | UnreadableException e) {
      spec.commandLine().getErr().println(file.name() + ": " + LogFile.fault(e));
      return false;
    }
  }
}
