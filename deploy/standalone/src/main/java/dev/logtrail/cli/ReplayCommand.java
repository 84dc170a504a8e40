package dev.logtrail.cli;

import dev.logtrail.cli.client.ServerAddress;
import dev.logtrail.cli.input.CarrierOption;
import dev.logtrail.cli.input.InputNotes;
import dev.logtrail.cli.input.LogFile;
import dev.logtrail.cli.input.StreamOptions;
import dev.logtrail.cli.replay.ReplayExecutor;
import dev.logtrail.cli.replay.ReplayPosts;
import dev.logtrail.cli.replay.ReplayProgress;
import dev.logtrail.cli.replay.ReplaySender;
import dev.logtrail.cli.replay.ReplayState;
import dev.logtrail.cli.replay.ReplayTally;
import dev.logtrail.payload.bytes.UnreadableException;
import dev.logtrail.text.Counted;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code logtrail replay}: sends log files to a running server. */
@Command(
    name = "replay",
    description = "Sends log files to a running server.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footerHeading = "%nExamples:%n",
    footer = {
      "  logtrail replay payloads.jsonl.gz",
      "  logtrail replay stream.log --log-group /aws/lambda/orders \\",
      "    --start-time 2026-11-20T10:00:00Z",
      "  logtrail replay exports/*/*/*.gz --log-group /aws/lambda/orders --state replay.state",
      "Takes the same files as split. Sending one twice changes nothing."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the server has accepted everything",
      "1:something was not readable or not accepted",
      "2:the command was not understood",
      "3:with --strict: an input names requests, and none of them was understood"
    })
final class ReplayCommand implements Callable<Integer> {
  private final InputStream standardInput;
  private final ReplaySender.Pause pause;
  private final ReplayTally tally = new ReplayTally();
  private boolean doubtful;

  @Spec private CommandSpec spec;
  @Mixin private StreamOptions streams;
  @Mixin private CarrierOption carrier;
  @Mixin private ServerAddress server;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "files to send; - is standard input")
  private List<String> files;

  @Option(
      names = {"--token", "--ingest-token"},
      paramLabel = "TOKEN",
      description = "ingest token of a server that wants one (default: $$LOGTRAIL_INGEST_TOKEN)")
  private String token;

  @Option(
      names = "--start-time",
      paramLabel = "TIME",
      description =
          "time of the first line that has none, such as 2026-11-20T10:00:00Z;"
              + " those after it follow by 1 ms each")
  private OffsetDateTime startTime;

  @Option(
      names = "--patience",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "how long to wait for a server that is full or away (default: 60)")
  private int patienceSeconds;

  @Option(
      names = "--in-flight",
      paramLabel = "N",
      defaultValue = "8",
      description = "how many requests to have under way at once (default: 8)")
  private int inFlight;

  @Option(
      names = "--state",
      paramLabel = "FILE",
      description =
          "file that remembers how far it has come: given again, a replay that was ended goes on")
  private Path stateFile;

  /** Reads standard input where a file is named {@code -}. */
  ReplayCommand() {
    this(System.in, time -> Thread.sleep(time.toMillis()));
  }

  ReplayCommand(InputStream standardInput, ReplaySender.Pause pause) {
    this.standardInput = standardInput;
    this.pause = pause;
  }

  @Override
  public Integer call() throws InterruptedException {
    Duration patience = Duration.ofSeconds(patienceSeconds);
    ReplaySender sender = new ReplaySender(server.uri(), token, patience, pause);
    boolean complete = true;
    ReplayState state = new ReplayState(stateFile);
    ReplayProgress progress = new ReplayProgress(bytes(), System::nanoTime);
    try (ReplayExecutor executor =
        new ReplayExecutor(sender, tally, inFlight, state, progress, progressOut())) {
      for (String name : files) {
        complete &= read(new LogFile(name, standardInput), executor, state, progress);
      }
      executor.await();
    } catch (ReplaySender.StoppedException e) {
      err().println(e.getMessage());
      complete = false;
    }
    state.save();
    err().println(tally.line());
    tally.leftOut().forEach((reason, n) -> err().println("left out " + n + ": " + reason));
    tally.refused().forEach((reason, n) -> err().println("refused " + n + ": " + reason));
    return complete && tally.refused().isEmpty() ? carrier.exitCode(doubtful) : 1;
  }

  /** Whether all of the file was sent off. */
  private boolean read(
      LogFile file, ReplayExecutor executor, ReplayState state, ReplayProgress progress)
      throws ReplaySender.StoppedException, InterruptedException {
    Long start = startTime == null ? null : startTime.toInstant().toEpochMilli();
    String options = streams.stream("") + " " + start + " " + carrier.carrier();
    String key = ReplayState.key(file.name(), options);
    int answered = state.answered(key);
    if (answered > 0) {
      err().println(file.name() + ": goes on after " + Counted.of(answered, "request"));
    }
    AtomicInteger next = new AtomicInteger();
    try (InputStream in = file.open(progress::count)) {
      ReplayPosts posts =
          new ReplayPosts(
              post -> {
                int index = next.getAndIncrement();
                if (index >= answered) {
                  executor.submit(post, key, index);
                }
              },
              tally::leftOut);
      InputNotes notes =
          posts.read(in, streams.stream(file.streamName()), start, carrier.carrier());
      if (notes != null && notes.isDoubtful()) {
        doubtful = true;
        err().println(notes.warning(file.name()));
      }
      return true;
    } catch (IOException | UnreadableException e) {
      err().println(file.name() + ": " + LogFile.fault(e));
    } catch (RejectedExecutionException e) {
      executor.await(); // says why
    }
    return false;
  }

  /** Of all files; 0 if an input is not one. */
  private long bytes() {
    long bytes = 0;
    for (String name : files) {
      try {
        bytes += Files.size(Path.of(name));
      } catch (IOException e) {
        return 0;
      }
    }
    return bytes;
  }

  private PrintWriter progressOut() {
    return System.console() == null ? null : err();
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
