package dev.logtrail.demo.lambda;

import dev.logtrail.demo.lambda.platform.LambdaFunction;
import dev.logtrail.demo.lambda.platform.LambdaFunction.Trait;
import dev.logtrail.demo.lambda.platform.PlatformLog;
import dev.logtrail.demo.lambda.platform.RunReport;
import dev.logtrail.demo.lambda.platform.Trace;
import dev.logtrail.demo.lambda.runtime.Moment;
import dev.logtrail.demo.lambda.runtime.Output;
import dev.logtrail.demo.lambda.script.Say;
import dev.logtrail.demo.lambda.script.Story;
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
  private Invoked last;
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
   * @param wanted what goes wrong; {@link Accident#INIT_FAILURE} is nothing in a ready environment
   * @param at when it is asked for, epoch ms
   * @throws IllegalArgumentException if the environment is busy then
   */
  public Invoked invoke(String requestId, Accident wanted, long at) {
    if (at < freeAt) {
      throw new IllegalArgumentException("busy until " + freeAt + ", asked at " + at);
    }
    boolean possible = wanted != Accident.INIT_FAILURE || canFailInit();
    Accident accident = possible ? wanted : Accident.NONE;
    int n = starts.merge(requestId, 1, Integer::sum);
    Page page = new Page(requestId, n);
    Startup.Done ready = start(page, accident, at);
    page.platform(ready.readyAt(), platform.start(new Moment(ready.readyAt(), requestId)));
    writeBackground(page, ready.readyAt() + 1 + random.nextInt(3));

    // A retry gets the same input, so it has the same story.
    Story story = function.script().story(new Random(requestId.hashCode()));
    Ending ending = new Ending(function, requestId, accident, story.fault(), oldStyle);
    long endedAt = new Performance(function, story, ending, random).play(page, ready.readyAt());
    finish(page, ending, ready, endedAt);

    phase = accident.endsProcess() ? Phase.BROKEN : Phase.READY;
    freeAt = page.lastAt() + 1;
    backgroundLeft = !accident.fails() && random.nextInt(6) == 0;
    last = page.close(ending, at, endedAt, story.result());
    return last;
  }

  /** What a new environment writes that is kept ready and never gets a request. */
  public List<Written> spare(long at) {
    if (phase != Phase.NEW) {
      throw new IllegalStateException("only a new environment can be a spare one");
    }
    Page page = new Page(null, 0);
    startup.spare(page, at);
    phase = Phase.READY;
    freeAt = Long.MAX_VALUE;
    return page.stream().stream()
        .map(
            w -> new Written(w.writtenAt(), w.timestamp(), w.message(), null, 0, Basis.ENVIRONMENT))
        .toList();
  }

  /** What the environment writes when Lambda ends it; it must not be used afterwards. */
  public List<Written> shutDown(long at) {
    freeAt = Long.MAX_VALUE;
    if (last == null || phase != Phase.READY || !function.is(Trait.EXTENSION)) {
      return List.of();
    }
    Page page = new Page(last.requestId(), last.n());
    page.afterEnd(at, Extension.shutDown(at));
    return page.stream();
  }

  private boolean canFailInit() {
    return needsInit() && !function.is(Trait.SNAP_START);
  }

  private Startup.Done start(Page page, Accident accident, long at) {
    if (accident == Accident.INIT_FAILURE) {
      return startup.fail(page, at, phase == Phase.NEW);
    }
    return switch (phase) {
      case READY -> Startup.Done.warm(at);
      case BROKEN -> startup.repeat(page, at);
      case NEW ->
          function.is(Trait.SNAP_START) ? startup.restore(page, at) : startup.init(page, at);
    };
  }

  /** A task of the last request that went on in the background now gets to write its line. */
  private void writeBackground(Page page, long at) {
    Say say = backgroundLeft && phase == Phase.READY ? function.script().background(random) : null;
    if (say != null) {
      List<Output> lines = function.runtime().say(say, new Moment(at, last.requestId()));
      page.foreign(at, lines, last.requestId(), last.n());
    }
  }

  private void finish(Page page, Ending ending, Startup.Done ready, long endedAt) {
    Moment end = new Moment(endedAt, ending.requestId());
    String failure = ending.failureLine(end);
    if (failure != null) {
      page.failureInLogResult(failure);
    }
    page.platform(endedAt, platform.finish(report(ending, ready, endedAt), end));
    if (failure != null) {
      page.failureAfterReport(endedAt, failure);
    }
    if (function.is(Trait.EXTENSION)
        && !ending.accident().endsProcess()
        && random.nextInt(6) == 0) {
      long flushedAt = endedAt + 20 + random.nextInt(200);
      page.afterEnd(flushedAt, Extension.flushed(random, flushedAt));
    }
  }

  private RunReport report(Ending ending, Startup.Done ready, long endedAt) {
    BigDecimal ran = RunReport.ms(endedAt - ready.readyAt() - random.nextInt(100) / 100.0);
    if (ending.accident() == Accident.TIMEOUT && ending.status() != null) {
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
        ending.accident() == Accident.OUT_OF_MEMORY ? memoryMb : usedMb,
        ready.reported(),
        ending.status(),
        ending.errorType(),
        function.is(Trait.X_RAY) ? Trace.draw(random, ready.readyAt()) : null);
  }
}
