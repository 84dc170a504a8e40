package dev.logtrail.demo.lambda;

import dev.logtrail.demo.lambda.platform.LambdaFunction;
import dev.logtrail.demo.lambda.platform.LambdaFunction.Trait;
import dev.logtrail.demo.lambda.platform.PlatformLog;
import dev.logtrail.demo.lambda.platform.RunReport;
import dev.logtrail.demo.lambda.platform.XRayTrace;
import dev.logtrail.demo.lambda.runtime.LogContext;
import dev.logtrail.demo.lambda.runtime.Output;
import dev.logtrail.demo.lambda.script.LogCall;
import dev.logtrail.demo.lambda.script.RequestScript;
import dev.logtrail.trail.Basis;
import dev.logtrail.trail.LogStream;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * One execution environment of a simulated function, that is: one log stream. It runs requests one
 * after the other and tells what each wrote.
 *
 * <pre>
 * NEW ──invoke──► READY ◄──invoke──┐
 *  │                │ process ends │
 *  └─init fails──► BROKEN ─────────┘  (init again, before START)
 * </pre>
 */
public final class LambdaEnvironment {
  private enum Phase {
    NEW,
    READY,
    BROKEN
  }

  private final LambdaFunction function;
  private final LogStream stream;
  private final boolean oldStyle;
  private final Random random;
  private final PlatformLog platform;
  private final Startup startup;
  private final Map<String, Integer> starts = new HashMap<>();
  private Phase phase = Phase.NEW;
  private int usedMb;
  private long freeAt = Long.MIN_VALUE;
  private FinishedInvocation last;
  private boolean backgroundLeft;

  /**
   * An environment that has not run yet.
   *
   * @param oldStyle whether its failures are lines of text, as before 2024
   */
  public LambdaEnvironment(
      LambdaFunction function, LogStream stream, boolean oldStyle, Random random) {
    this.function = function;
    this.stream = stream;
    this.oldStyle = oldStyle;
    this.random = random;
    this.platform = PlatformLog.of(function, stream);
    this.startup = new Startup(function, platform, random);
    this.usedMb = function.size().memoryMb() * (35 + random.nextInt(25)) / 100;
  }

  /** The log stream it writes. */
  public LogStream stream() {
    return stream;
  }

  /** From when it can run the next request, epoch ms. */
  public long freeAt() {
    return freeAt;
  }

  /** Whether the next request begins with an init. */
  public boolean needsInit() {
    return phase != Phase.READY;
  }

  /**
   * Runs one request.
   *
   * @param requestId its id; the same one again is a retry
   * @param wanted what goes wrong; {@link FailureKind#INIT_FAILURE} is nothing in a ready
   *     environment
   * @param at when it is asked for, epoch ms
   * @throws IllegalArgumentException if the environment is busy then
   */
  public FinishedInvocation invoke(String requestId, FailureKind wanted, long at) {
    if (at < freeAt) {
      throw new IllegalArgumentException("busy until " + freeAt + ", asked at " + at);
    }
    boolean possible = wanted != FailureKind.INIT_FAILURE || canFailInit();
    FailureKind failure = possible ? wanted : FailureKind.NONE;
    int n = starts.merge(requestId, 1, Integer::sum);
    InvocationLog log = new InvocationLog(requestId, n);
    Startup.Done ready = start(log, failure, at);
    log.platform(ready.readyAt(), platform.start(new LogContext(ready.readyAt(), requestId)));
    writeBackground(log, ready.readyAt() + 1 + random.nextInt(3));

    // A retry gets the same input, so its script is the same.
    RequestScript script = function.script().request(new Random(requestId.hashCode()));
    RequestEnd ending = new RequestEnd(function, requestId, failure, script.exception(), oldStyle);
    long endedAt = new HandlerRun(function, script, ending, random).run(log, ready.readyAt());
    finish(log, ending, ready, endedAt);

    phase = failure.endsProcess() ? Phase.BROKEN : Phase.READY;
    freeAt = log.lastAt() + 1;
    backgroundLeft = !failure.fails() && random.nextInt(6) == 0;
    last = log.close(ending, at, endedAt, script.result());
    return last;
  }

  /** What a new environment writes that is kept ready and never gets a request. */
  public List<WrittenEvent> spare(long at) {
    if (phase != Phase.NEW) {
      throw new IllegalStateException("only a new environment can be a spare one");
    }
    InvocationLog log = new InvocationLog(null, 0);
    startup.spare(log, at);
    phase = Phase.READY;
    freeAt = Long.MAX_VALUE;
    return log.stream().stream()
        .map(
            w ->
                new WrittenEvent(
                    w.writtenAt(), w.timestamp(), w.message(), null, 0, Basis.ENVIRONMENT))
        .toList();
  }

  /** What the environment writes when Lambda ends it; it must not be used afterwards. */
  public List<WrittenEvent> shutDown(long at) {
    freeAt = Long.MAX_VALUE;
    if (last == null || phase != Phase.READY || !function.is(Trait.EXTENSION)) {
      return List.of();
    }
    InvocationLog log = new InvocationLog(last.requestId(), last.n());
    log.afterEnd(at, LambdaExtension.shutDown(at));
    return log.stream();
  }

  private boolean canFailInit() {
    return needsInit() && !function.is(Trait.SNAP_START);
  }

  private Startup.Done start(InvocationLog log, FailureKind failure, long at) {
    if (failure == FailureKind.INIT_FAILURE) {
      return startup.fail(log, at, phase == Phase.NEW);
    }
    return switch (phase) {
      case READY -> Startup.Done.warm(at);
      case BROKEN -> startup.repeat(log, at);
      case NEW -> function.is(Trait.SNAP_START) ? startup.restore(log, at) : startup.init(log, at);
    };
  }

  /** A task of the last request that went on in the background now gets to write its line. */
  private void writeBackground(InvocationLog log, long at) {
    LogCall call =
        backgroundLeft && phase == Phase.READY ? function.script().background(random) : null;
    if (call != null) {
      List<Output> lines = function.runtime().write(call, new LogContext(at, last.requestId()));
      log.foreign(at, lines, last.requestId(), last.n());
    }
  }

  private void finish(InvocationLog log, RequestEnd ending, Startup.Done ready, long endedAt) {
    LogContext end = new LogContext(endedAt, ending.requestId());
    String failure = ending.failureLine(end);
    if (failure != null) {
      log.failureInLogResult(failure);
    }
    log.platform(endedAt, platform.finish(report(ending, ready, endedAt), end));
    if (failure != null) {
      log.failureAfterReport(endedAt, failure);
    }
    if (function.is(Trait.EXTENSION) && !ending.failure().endsProcess() && random.nextInt(6) == 0) {
      long flushedAt = endedAt + 20 + random.nextInt(200);
      log.afterEnd(flushedAt, LambdaExtension.flushed(random, flushedAt));
    }
  }

  private RunReport report(RequestEnd ending, Startup.Done ready, long endedAt) {
    BigDecimal ran = RunReport.ms(endedAt - ready.readyAt() - random.nextInt(100) / 100.0);
    if (ending.failure() == FailureKind.TIMEOUT && ending.status() != null) {
      ran = RunReport.ms(function.size().timeoutMs()).subtract(ready.addedMs());
    }
    BigDecimal duration = ran.max(RunReport.ms(0.8)).add(ready.addedMs());
    int memoryMb = function.size().memoryMb();
    usedMb = Math.min(memoryMb * 9 / 10, usedMb + random.nextInt(3));
    return new RunReport(
        ending.requestId(),
        duration,
        RunReport.billed(ending.billedDuration(duration), ready.reported()),
        memoryMb,
        ending.failure() == FailureKind.OUT_OF_MEMORY ? memoryMb : usedMb,
        ready.reported(),
        ending.status(),
        ending.errorType(),
        function.is(Trait.X_RAY) ? XRayTrace.draw(random, ready.readyAt()) : null);
  }
}
