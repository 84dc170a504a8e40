package dev.logtrail.cli;

import dev.logtrail.cli.input.CarrierOption;
import dev.logtrail.cli.input.InputNotes;
import dev.logtrail.cli.input.LogFile;
import dev.logtrail.cli.input.LogReader;
import dev.logtrail.cli.input.StreamOptions;
import dev.logtrail.cli.split.SplitInput;
import dev.logtrail.cli.split.SplitWriter;
import dev.logtrail.cli.split.StreamSpill;
import dev.logtrail.limit.FileLimits;
import dev.logtrail.payload.bytes.UnreadableException;
import dev.logtrail.payload.invocation.LogResultText;
import dev.logtrail.service.settings.ConventionsFile;
import dev.logtrail.service.settings.PriceOptions;
import dev.logtrail.service.settings.UserError;
import dev.logtrail.structured.convention.Conventions;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.LogStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code logtrail split}: logs in, trails out as JSON lines, without a server. */
@Command(
    name = "split",
    description = "Splits logs into trails, one JSON line each. Needs no server.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footerHeading = "%nUnderstands:%n",
    footer = {
      "  subscription payloads: JSON, gzip, {\"awslogs\":…}, Firehose bodies;",
      "  the output of aws logs filter-log-events, get-log-events and tail, sam logs,",
      "  awslogs, serverless logs and sam local; log records as JSON lines; plain lines",
      "  of one stream; copies and CSV files from the console, tables of Markdown; YAML and",
      "  tables of the AWS CLI, PowerShell's lists, what Python and Node print of events.",
      "Counts of what was left out go to standard error.",
      "",
      "Examples:",
      "  aws logs filter-log-events --log-group-name /aws/lambda/orders |",
      "    logtrail split --log-group /aws/lambda/orders",
      "  aws lambda invoke --function-name orders --log-type Tail out.json |",
      "    logtrail split --log-result"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:everything was read",
      "1:some input was not readable; the rest was split",
      "2:the command was not understood",
      "3:with --strict: an input names requests that were not understood"
    })
final class SplitCommand implements Callable<Integer> {
  private final InputStream standardInput;
  private final OutputStream standardOutput;
  private final long memoryBytes;
  private boolean doubtful;

  @Spec private CommandSpec spec;
  @Mixin private StreamOptions streams;
  @Mixin private CarrierOption carrier;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      defaultValue = "-",
      description = "files to read; - or none is standard input")
  private List<String> files;

  @Option(
      names = "--log-result",
      description =
          "the input is one log result: base64, its text, or the answer of aws lambda invoke")
  private boolean logResult;

  @Option(
      names = "--request-id",
      paramLabel = "ID",
      description = "the request of --log-result, if its platform lines are cut off")
  private String requestId;

  @Option(
      names = "--conventions",
      paramLabel = "FILE",
      description = "JSON file that names the fields of loggers which are not known already")
  private Path conventions;

  @Mixin private PriceOptions prices;

  /** Reads standard input and writes standard output. */
  SplitCommand() {
    this(System.in, new FileOutputStream(FileDescriptor.out), FileLimits.SPLIT_MEMORY_BYTES);
  }

  SplitCommand(InputStream standardInput, OutputStream standardOutput, long memoryBytes) {
    this.standardInput = standardInput;
    this.standardOutput = standardOutput;
    this.memoryBytes = Math.min(memoryBytes, Runtime.getRuntime().maxMemory() / 4);
  }

  @Override
  public Integer call() {
    if (logResult && files.size() > 1) {
      throw usage("--log-result takes one file: each log result is of one request");
    }
    if (!logResult && requestId != null) {
      throw usage("--request-id belongs to --log-result");
    }
    Conventions known = ConventionsFile.read(conventions);
    try {
      return logResult ? splitLogResult(known) : splitFiles(known);
    } catch (OutOfMemoryError e) {
      throw new UserError(
          "one log stream does not fit into memory; give more, as LOGTRAIL_HEAP=8g", e);
    } catch (IOException e) {
      if ("Broken pipe".equals(e.getMessage())) {
        return 1; // whoever reads has seen enough, as head does
      }
      throw new UserError("cannot write: " + e.getMessage(), e);
    }
  }

  private int splitFiles(Conventions known) throws IOException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    try (StreamSpill spill = new StreamSpill(memoryBytes, temporary);
        LogReader reader = new LogReader()) {
      SplitInput input = new SplitInput(spill);
      boolean allRead = true;
      for (String name : files) {
        allRead &= read(new LogFile(name, standardInput), reader, input);
      }
      try (SplitWriter writer = new SplitWriter(standardOutput, known, prices.estimator(null))) {
        writer.write(input);
      }
      tellCounts(input);
      return allRead && input.rejected().isEmpty() ? carrier.exitCode(doubtful) : 1;
    }
  }

  /** Whether the file was readable to its end. */
  private boolean read(LogFile file, LogReader reader, SplitInput input) {
    input.nextFile();
    LogStream defaults = streams.streamOrDefault(file.streamName());
    try (InputStream in = file.open()) {
      InputNotes notes = reader.read(in, defaults, input, carrier.carrier());
      if (notes.isDoubtful()) {
        doubtful = true;
        err().println(notes.warning(file.name()));
      }
      return true;
    } catch (IOException | UnreadableException e) {
      return unreadable(file, e) == 0;
    }
  }

  private int splitLogResult(Conventions known) throws IOException {
    LogFile file = new LogFile(files.get(0), standardInput);
    LogResultText log;
    try (InputStream in = file.open()) {
      log = LogResultText.ofText(in.readAllBytes());
    } catch (IOException | UnreadableException e) {
      return unreadable(file, e);
    }
    String id = requestId != null ? requestId : log.requestId();
    if (id == null || id.isBlank()) {
      err().println(file.name() + ": no platform line names the request; give --request-id");
      return 1;
    }
    try (SplitWriter writer = new SplitWriter(standardOutput, known, prices.estimator(null))) {
      writer.write(invocation(id, log));
    }
    return 0;
  }

  private Invocation invocation(String id, LogResultText log) {
    LogStream told = streams.streamOrDefault("");
    return new Invocation(
        told.account(),
        told.region(),
        told.functionName(),
        told.functionVersion(),
        id,
        log.text(),
        log.cut(),
        null,
        null,
        null,
        null);
  }

  private int unreadable(LogFile file, Exception e) {
    err().println(file.name() + ": " + LogFile.fault(e));
    return 1;
  }

  private void tellCounts(SplitInput input) {
    input.dropped().forEach((reason, n) -> err().println("dropped " + n + ": " + reason));
    input.rejected().forEach((reason, n) -> err().println("not readable " + n + ": " + reason));
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
