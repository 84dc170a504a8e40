package dev.logtrail.service;

import dev.logtrail.service.settings.UserError;
import java.io.PrintWriter;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Says at a terminal which part of a start takes longer than a second; ends it between parts. */
public final class Progress implements AutoCloseable {
  private static final long LONG_MS = 1_000;

  private final PrintWriter out;
  private final ScheduledExecutorService timer;
  private volatile boolean stopped;

  private Progress(PrintWriter out, ScheduledExecutorService timer) {
    this.out = out;
    this.timer = timer;
  }

  /** Writes to {@code out} if this process has a terminal, else nothing. */
  public static Progress on(PrintWriter out) {
    return new Progress(
        out,
        System.console() == null
            ? null
            : Executors.newSingleThreadScheduledExecutor(
                work -> {
                  Thread thread = new Thread(work, "progress");
                  thread.setDaemon(true);
                  return thread;
                }));
  }

  /** The start is not to go on once the part under way is done. */
  public void stop() {
    stopped = true;
  }

  /**
   * Runs a part; writes {@code what} once if it takes longer than a second.
   *
   * @throws UserError if the start is not to go on
   */
  <T> T during(String what, Supplier<T> part) {
    T done = timed(what, part);
    if (stopped) {
      throw new UserError("stopped while it started");
    }
    return done;
  }

  private <T> T timed(String what, Supplier<T> part) {
    if (timer == null) {
      return part.get();
    }
    Future<?> message =
        timer.schedule(
            () -> {
              out.println(what + " ...");
              out.flush();
            },
            LONG_MS,
            TimeUnit.MILLISECONDS);
    try {
      return part.get();
    } finally {
      message.cancel(false);
    }
  }

  @Override
  public void close() {
    if (timer != null) {
      timer.shutdownNow();
    }
  }
}
