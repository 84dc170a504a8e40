package dev.logtrail.demo.lambda;

import dev.logtrail.demo.lambda.platform.LambdaFunction;
import dev.logtrail.demo.lambda.platform.LambdaFunction.Trait;
import dev.logtrail.demo.lambda.platform.PlatformLog;
import dev.logtrail.demo.lambda.platform.RunReport;
import dev.logtrail.demo.lambda.runtime.LogContext;
import dev.logtrail.demo.lambda.script.LogCall;
import dev.logtrail.demo.lambda.script.ScriptedException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;

/**
 * How an environment gets ready for a request: init, restore, or the repeated init after a process
 * has ended, which Lambda counts to the request and does not report.
 */
final class Startup {
  private static final String FIRST = "init";
  private static final String REPEATED = "invoke";

  private final LambdaFunction function;
  private final PlatformLog platform;
  private final Random random;

  Startup(LambdaFunction function, PlatformLog platform, Random random) {
    this.function = function;
    this.platform = platform;
    this.random = random;
  }

  /**
   * A startup that is done.
   *
   * @param readyAt when START can be written, epoch ms
   * @param reported what REPORT tells of it, or null
   * @param addedMs what it adds to the request's own duration
   */
  record Done(long readyAt, RunReport.Startup reported, BigDecimal addedMs) {
    static Done warm(long at) {
      return new Done(at, null, BigDecimal.ZERO);
    }
  }

  /** The first init of an environment. */
  Done init(InvocationLog log, long at) {
    BigDecimal ms = duration(1.0);
    log.beforeStart(at, platform.initStart(FIRST, new LogContext(at, null)));
    initOutput(log, at, ms);
    long readyAt = at + ms.longValue() + 1 + random.nextInt(4);
    ready(log, readyAt);
    return new Done(readyAt, new RunReport.Startup(ms, null), BigDecimal.ZERO);
  }

  /** An init nobody asked for: an environment kept ready, which writes and waits. */
  void spare(InvocationLog log, long at) {
    log.beforeStart(at, platform.initStart(FIRST, new LogContext(at, null)));
    initOutput(log, at, duration(1.0));
  }

  /** A start from a snapshot. */
  Done restore(InvocationLog log, long at) {
    BigDecimal ms = duration(0.2);
    log.beforeStart(at, platform.restoreStart());
    long restoredAt = at + ms.longValue();
    LogCall hook = LogCall.print(0, "Restored connections from the snapshot, 1 pool refreshed");
    log.init(restoredAt, function.runtime().write(hook, new LogContext(restoredAt, null)));
    log.beforeStart(restoredAt + 1, platform.restoreReport(ms));
    int billed = (int) (ms.longValue() * (40 + random.nextInt(20)) / 100);
    return new Done(restoredAt + 4, new RunReport.Startup(ms, billed), BigDecimal.ZERO);
  }

  /** The init that is made again for a request, because a process has ended; it succeeds. */
  Done repeat(InvocationLog log, long at) {
    BigDecimal ms = duration(0.9);
    log.beforeStart(at, platform.initStart(REPEATED, new LogContext(at, null)));
    initOutput(log, at, ms);
    long readyAt = at + ms.longValue();
    ready(log, readyAt);
    return new Done(readyAt, null, ms);
  }

  /**
   * An init that fails, and fails again for the request.
   *
   * @param first whether the environment is new; otherwise there is only the second failure
   */
  Done fail(InvocationLog log, long at, boolean first) {
    long next = at;
    if (first) {
      next = failure(log, at, FIRST, duration(0.4)) + 1 + random.nextInt(30);
    }
    BigDecimal ms = duration(0.4);
    return new Done(failure(log, next, REPEATED, ms), null, ms);
  }

  private long failure(InvocationLog log, long at, String phase, BigDecimal ms) {
    log.beforeStart(at, platform.initStart(phase, new LogContext(at, null)));
    long failedAt = at + ms.longValue();
    ScriptedException exception = function.script().initException();
    log.init(failedAt, function.runtime().initFailure(exception, new LogContext(failedAt, null)));
    log.beforeStart(
        failedAt,
        platform.initFailed(
            ms, phase, function.runtime().initErrorType(), new LogContext(failedAt, null)));
    return failedAt;
  }

  private void initOutput(InvocationLog log, long at, BigDecimal ms) {
    List<LogCall> lines = function.script().init(random);
    long step = ms.longValue() / (lines.size() + 1);
    long now = at;
    for (LogCall line : lines) {
      now += step;
      log.init(now, function.runtime().write(line, new LogContext(now, null)));
    }
  }

  private void ready(InvocationLog log, long at) {
    if (function.is(Trait.EXTENSION)) {
      log.beforeStart(at, platform.extensionReady(LambdaExtension.NAME, new LogContext(at, null)));
    }
  }

  private BigDecimal duration(double part) {
    double ms = function.size().initMs() * part * (0.8 + 0.5 * random.nextDouble());
    return RunReport.ms(ms);
  }
}
