package dev.logtrail.runtimeclient;

import dev.logtrail.demo.lambda.FailureKind;
import dev.logtrail.demo.lambda.FinishedInvocation;
import dev.logtrail.demo.lambda.LabelledStream;
import dev.logtrail.demo.lambda.platform.Ids;
import dev.logtrail.demo.lambda.platform.LambdaFunction;
import dev.logtrail.demo.lambda.platform.PlatformLog;
import dev.logtrail.demo.lambda.platform.RunReport;
import dev.logtrail.demo.lambda.runtime.LogContext;
import dev.logtrail.trail.LogStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * One execution environment of a function that really runs: a process of a runtime client, started
 * again after a crash, whose output becomes one log stream.
 *
 * <pre>
 * NEW ──init──► READY ◄─────┐ frozen between requests
 *  │ fails        │ process ends or is killed
 *  └────────► BROKEN ───────┘ init again, before START
 * </pre>
 *
 * <p>Not for several threads: run several environments instead.
 */
public final class ExecutionEnvironment implements AutoCloseable {
  private static final Duration INIT_WITHIN = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(2);

  private final RuntimeClient client;
  private final LambdaFunction function;
  private final LogStream stream;
  private final PlatformLog platform;
  private final boolean oldStyle;
  private final Random random;
  private final Path directory;
  private final StreamWriter writer = new StreamWriter();
  private final Map<String, Integer> starts = new HashMap<>();
  private final List<FinishedInvocation> invoked = new ArrayList<>();
  private RuntimeProcess process;
  private boolean fresh = true;

  /** What one init came to: how long it took, and the type of its error or null. */
  private record Init(BigDecimal ms, String errorType, String error) {}

  /** How a request ended, as far as the runtime and its process tell. */
  private record Ending(FailureKind failure, String payload, String exit, Duration timeout) {}

  /**
   * An environment whose process starts with its first request.
   *
   * @param oldStyle whether the platform tells of timeouts and crashes in lines of text
   * @param seed of the ids
   */
  public ExecutionEnvironment(
      RuntimeClient client, LambdaFunction function, boolean oldStyle, long seed)
      throws IOException {
    this.client = client;
    this.function = function;
    this.oldStyle = oldStyle && !client.platform().json();
    this.random = new Random(seed);
    String name = Ids.streamName(function, random, System.currentTimeMillis());
    this.stream = new LogStream("123456789012", "eu-west-1", function.logGroup(), name);
    this.platform = PlatformLog.of(function, stream);
    this.directory = Files.createTempDirectory("runtime-client");
  }

  /** The log stream it writes. */
  public LogStream stream() {
    return stream;
  }

  /** Invokes with a new request id and the function's timeout. */
  public FinishedInvocation invoke(String event) throws IOException, InterruptedException {
    Duration timeout = Duration.ofMillis(function.size().timeoutMs());
    return invoke(Ids.requestId(random), null, event, timeout);
  }

  /**
   * Runs one request to its end, and freezes the process.
   *
   * @param requestId its id; one used before is a retry
   * @param mark a word that the request's code writes into its lines, or null
   * @param event what the handler gets: JSON text
   * @param timeout after which the process is killed
   * @return what it wrote and what its caller gets, the log result with it
   */
  public FinishedInvocation invoke(String requestId, String mark, String event, Duration timeout)
      throws IOException, InterruptedException {
    int n = starts.merge(requestId, 1, Integer::sum);
    long invokedAt = System.currentTimeMillis();
    int from = writer.size();
    boolean first = fresh;
    Init init = process == null ? init() : null;
    long startedAt = System.currentTimeMillis();
    writer.start(
        new StreamWriter.KnownRequest(requestId, n, mark),
        platform.start(at(requestId)),
        startedAt);
    Ending ending =
        init != null && init.errorType() != null
            ? new Ending(FailureKind.INIT_FAILURE, init.error(), null, timeout)
            : run(requestId, event, startedAt, timeout);
    long endedAt = System.currentTimeMillis();
    String line = oldStyle ? failureLine(ending, at(requestId)) : null;
    if (line != null) {
      writer.inLogResult(line);
    }
    BigDecimal ms = RunReport.ms(endedAt - startedAt + 0.37);
    boolean reported = first && init != null && init.errorType() == null;
    RunReport report =
        report(requestId, ending, ms, reported ? new RunReport.Startup(init.ms(), null) : null);
    writer.platform(platform.finish(report, at(requestId)), endedAt);
    if (line != null) {
      writer.afterReport(line, endedAt);
    }
    FinishedInvocation finished =
        new FinishedInvocation(
            requestId,
            n,
            ending.failure(),
            invokedAt,
            endedAt,
            writer.from(from),
            writer.end(),
            ending.failure().fails() ? "Unhandled" : null,
            ending.payload());
    invoked.add(finished);
    return finished;
  }

  /** All that was written so far, as CloudWatch takes it in: every event with its true owner. */
  public LabelledStream labelled() {
    return new LabelledStream(stream, writer.batches(new Random(random.nextLong())), invoked);
  }

  /** Starts the process; an init that fails is made again for the request. */
  private Init init() throws IOException, InterruptedException {
    boolean first = fresh;
    fresh = false;
    Init init = initOnce(first ? "init" : "invoke");
    return init.errorType() != null && first ? initOnce("invoke") : init;
  }

  private Init initOnce(String phase) throws IOException, InterruptedException {
    long from = System.currentTimeMillis();
    writer.beforeStart(platform.initStart(phase, at(null)), from);
    process = RuntimeProcess.start(client, directory, variables());
    String errorType = null;
    String error = null;
    long deadline = from + INIT_WITHIN.toMillis();
    while (System.currentTimeMillis() < deadline) {
      RuntimeApi.Call call = process.api().await(POLL);
      process.drain(writer);
      if (call != null && call.kind() == RuntimeApi.Kind.NEXT) {
        process.freeze(writer);
        return new Init(RunReport.ms(System.currentTimeMillis() - from), null, null);
      }
      if (call != null) {
        errorType = call.errorType();
        error = call.body();
      }
      if (call == null && !process.isAlive()) {
        break;
      }
    }
    process.kill();
    process.drainEnded(writer);
    errorType = errorType == null ? "Runtime.ExitError" : errorType;
    error = error == null ? "{\"errorType\":\"" + errorType + "\"}" : error;
    closeProcess();
    BigDecimal ms = RunReport.ms(System.currentTimeMillis() - from);
    long now = System.currentTimeMillis();
    writer.beforeStart(platform.initFailed(ms, phase, errorType, at(null)), now);
    return new Init(ms, errorType, error);
  }

  private Ending run(String requestId, String event, long startedAt, Duration timeout)
      throws IOException, InterruptedException {
    long deadline = startedAt + timeout.toMillis();
    String arn = function.arn(stream.account(), stream.region());
    process.thaw();
    process.api().dispatch(new RuntimeApi.Invocation(requestId, arn, deadline, event));
    RuntimeApi.Call answer = null;
    while (System.currentTimeMillis() < deadline) {
      RuntimeApi.Call call = process.api().await(POLL);
      process.drain(writer);
      if (call != null && call.kind() == RuntimeApi.Kind.NEXT) {
        process.freeze(writer);
        boolean failed = answer != null && answer.kind() == RuntimeApi.Kind.ERROR;
        return new Ending(
            failed ? FailureKind.UNHANDLED_EXCEPTION : FailureKind.NONE,
            answer == null ? "null" : answer.body(),
            null,
            timeout);
      }
      if (call != null) {
        answer = call;
      }
      if (call == null && !process.isAlive()) {
        process.drainEnded(writer);
        String exit = process.ending();
        closeProcess();
        String payload =
            "{\"errorType\":\"Runtime.ExitError\",\"errorMessage\":\"RequestId: %s %s\"}";
        return new Ending(
            FailureKind.CRASH,
            answer != null ? answer.body() : payload.formatted(requestId, exited(exit)),
            exit,
            timeout);
      }
    }
    process.kill();
    process.drainEnded(writer);
    closeProcess();
    String payload =
        "{\"errorType\":\"Sandbox.Timedout\",\"errorMessage\":\"RequestId: %s Error: %s\"}";
    return new Ending(
        FailureKind.TIMEOUT, payload.formatted(requestId, timedOut(timeout)), null, timeout);
  }

  private RunReport report(
      String requestId, Ending ending, BigDecimal ms, RunReport.Startup startup) {
    String status =
        switch (ending.failure()) {
          case UNHANDLED_EXCEPTION -> client.platform().json() ? "failure" : null;
          case TIMEOUT -> "timeout";
          case CRASH, INIT_FAILURE -> "error";
          default -> null;
        };
    String errorType =
        switch (ending.failure()) {
          case CRASH -> "Runtime.ExitError";
          case INIT_FAILURE -> "Runtime.Unknown";
          default -> null;
        };
    int memoryMb = function.size().memoryMb();
    return new RunReport(
        requestId,
        ms,
        RunReport.billed(ms, startup),
        memoryMb,
        memoryMb / 2,
        startup,
        oldStyle ? null : status,
        oldStyle ? null : errorType,
        null);
  }

  private String failureLine(Ending ending, LogContext at) {
    return switch (ending.failure()) {
      case TIMEOUT -> at.iso() + " " + at.requestId() + " " + timedOut(ending.timeout()) + "\n\n";
      case CRASH ->
          "RequestId: " + at.requestId() + " " + exited(ending.exit()) + "\nRuntime.ExitError\n";
      default -> null;
    };
  }

  private static String timedOut(Duration timeout) {
    double seconds = timeout.toMillis() / 1000.0;
    return String.format(Locale.ROOT, "Task timed out after %.2f seconds", seconds);
  }

  private static String exited(String exit) {
    return exit == null
        ? "Error: Runtime exited without providing a reason"
        : "Error: Runtime exited with error: " + exit;
  }

  private List<String> variables() {
    return List.of(
        "_HANDLER=" + client.handler(),
        "LAMBDA_TASK_ROOT=" + client.taskRoot(),
        "LAMBDA_RUNTIME_DIR=" + client.taskRoot(),
        "AWS_REGION=" + stream.region(),
        "AWS_LAMBDA_FUNCTION_NAME=" + function.name(),
        "AWS_LAMBDA_FUNCTION_VERSION=" + function.version(),
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE=" + function.size().memoryMb(),
        "AWS_LAMBDA_LOG_GROUP_NAME=" + stream.logGroup(),
        "AWS_LAMBDA_LOG_STREAM_NAME=" + stream.logStream(),
        "AWS_LAMBDA_INITIALIZATION_TYPE=on-demand",
        "AWS_LAMBDA_LOG_FORMAT=" + client.format(),
        "TZ=:UTC");
  }

  private static LogContext at(String requestId) {
    return new LogContext(System.currentTimeMillis(), requestId);
  }

  private void closeProcess() throws IOException {
    process.close();
    process = null;
  }

  @Override
  public void close() throws IOException {
    if (process != null) {
      closeProcess();
    }
    Files.deleteIfExists(directory);
  }
}
