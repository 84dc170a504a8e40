package dev.logtrail.cli.replay;

import java.io.PrintWriter;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/** Sends the requests of a replay, a limited number at once. */
public final class ReplayExecutor implements AutoCloseable {
  private final ReplaySender sender;
  private final ReplayTally tally;
  private final ReplayState state;
  private final ReplayProgress progress;
  private final PrintWriter out;
  private final int maxInFlight;
  private final Semaphore free;
  private final ExecutorService threads;
  private final AtomicReference<ReplaySender.StoppedException> stopped = new AtomicReference<>();

  /**
   * An executor with nothing to do.
   *
   * @param maxInFlight requests that are under way at once, at least 1
   * @param state is told what was answered
   * @param out where to show how far it is, or null
   */
  public ReplayExecutor(
      ReplaySender sender,
      ReplayTally tally,
      int maxInFlight,
      ReplayState state,
      ReplayProgress progress,
      PrintWriter out) {
    this.sender = sender;
    this.tally = tally;
    this.state = state;
    this.progress = progress;
    this.out = out;
    this.maxInFlight = Math.max(1, maxInFlight);
    this.free = new Semaphore(this.maxInFlight);
    this.threads = Executors.newFixedThreadPool(this.maxInFlight);
  }

  /**
   * Sends a request; waits first while too many are under way.
   *
   * @param input the key of its input in the state
   * @param index which of the input's requests it is, from 0
   * @throws RejectedExecutionException if one could not be sent; {@link #await} says why
   */
  public void submit(ReplayPost post, String input, int index) {
    free.acquireUninterruptibly();
    if (stopped.get() != null) {
      free.release();
      throw new RejectedExecutionException("the replay has stopped");
    }
    threads.execute(() -> run(post, input, index));
  }

  private void run(ReplayPost post, String input, int index) {
    try {
      if (stopped.get() == null) {
        sender.send(post, tally);
        state.answered(input, index);
        show();
      }
    } catch (ReplaySender.StoppedException e) {
      stopped.compareAndSet(null, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopped.compareAndSet(null, new ReplaySender.StoppedException("interrupted"));
    } finally {
      free.release();
    }
  }

  private synchronized void show() {
    if (out != null) {
      out.print("\r" + progress.line(tally.line(), tally.events()));
      out.flush();
    }
  }

  /**
   * Waits until all are answered.
   *
   * @throws ReplaySender.StoppedException if one could not be sent
   */
  public void await() throws ReplaySender.StoppedException, InterruptedException {
    free.acquire(maxInFlight);
    free.release(maxInFlight);
    if (out != null) {
      out.print("\r");
    }
    if (stopped.get() != null) {
      throw stopped.get();
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
