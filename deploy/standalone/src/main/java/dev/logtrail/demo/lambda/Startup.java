package dev.logtrail.demo.lambda;

import dev.logtrail.demo.lambda.platform.LambdaFunction;
import dev.logtrail.demo.lambda.platform.LambdaFunction.Trait;
import dev.logtrail.demo.lambda.platform.PlatformLog;
import dev.logtrail.demo.lambda.platform.RunReport;
import dev.logtrail.demo.lambda.runtime.Moment;
import dev.logtrail.demo.lambda.script.Fault;
import dev.logtrail.demo.lambda.script.Say;
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
  Done init(Page page, long at) {
    BigDecimal ms = duration(1.0);
    page.beforeStart(at, platform.initStart(FIRST, new Moment(at, null)));
    initOutput(page, at, ms);
    long readyAt = at + ms.longValue() + 1 + random.nextInt(4);
    ready(page, readyAt);
    return new Done(readyAt, new RunReport.Startup(ms, null), BigDecimal.ZERO);
  }

  /** An init nobody asked for: an environment kept ready, which writes and waits. */
  void spare(Page page, long at) {
    page.beforeStart(at, platform.initStart(FIRST, new Moment(at, null)));
    initOutput(page, at, duration(1.0));
  }

  /** A start from a snapshot. */
  Done restore(Page page, long at) {
    BigDecimal ms = duration(0.2);
    page.beforeStart(at, platform.restoreStart());
    long restoredAt = at + ms.longValue();
    Say hook = Say.print(0, "Restored connections from the snapshot, 1 pool refreshed");
    page.init(restoredAt, function.runtime().say(hook, new Moment(restoredAt, null)));
    page.beforeStart(restoredAt + 1, platform.restoreReport(ms));
    int billed = (int) (ms.longValue() * (40 + random.nextInt(20)) / 100);
    return new Done(restoredAt + 4, new RunReport.Startup(ms, billed), BigDecimal.ZERO);
  }

  /** The init that is made again for a request, because a process has ended; it succeeds. */
  Done repeat(Page page, long at) {
    BigDecimal ms = duration(0.9);
    page.beforeStart(at, platform.initStart(REPEATED, new Moment(at, null)));
    initOutput(page, at, ms);
    long readyAt = at + ms.longValue();
    ready(page, readyAt);
    return new Done(readyAt, null, ms);
  }

  /**
   * An init that fails, and fails again for the request.
   *
   * @param first whether the environment is new; otherwise there is only the second failure
   */
  Done fail(Page page, long at, boolean first) {
    long next = at;
    if (first) {
      next = failure(page, at, FIRST, duration(0.4)) + 1 + random.nextInt(30);
    }
    BigDecimal ms = duration(0.4);
    return new Done(failure(page, next, REPEATED, ms), null, ms);
  }

  private long failure(Page page, long at, String phase, BigDecimal ms) {
    page.beforeStart(at, platform.initStart(phase, new Moment(at, null)));
    long failedAt = at + ms.longValue();
    Fault fault = function.script().initFault();
    page.init(failedAt, function.runtime().initFailure(fault, new Moment(failedAt, null)));
    page.beforeStart(
        failedAt,
        platform.initFailed(
            ms, phase, function.runtime().initErrorType(), new Moment(failedAt, null)));
    return failedAt;
  }

  private void initOutput(Page page, long at, BigDecimal ms) {
    List<Say> lines = function.script().init(random);
    long step = ms.longValue() / (lines.size() + 1);
    long now = at;
    for (Say line : lines) {
      now += step;
      page.init(now, function.runtime().say(line, new Moment(now, null)));
    }
  }

  private void ready(Page page, long at) {
    if (function.is(Trait.EXTENSION)) {
      page.beforeStart(at, platform.extensionReady(Extension.NAME, new Moment(at, null)));
    }
  }

  private BigDecimal duration(double part) {
    double ms = function.size().initMs() * part * (0.8 + 0.5 * random.nextDouble());
    return RunReport.ms(ms);
  }
}
