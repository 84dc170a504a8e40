package dev.logtrail.cli.replay;

import java.io.PrintWriter;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/** Requests of a replay that are under way: some at once, and few that wait. */
public final class ReplayExecutor implements AutoCloseable {
  private final ReplaySender sender;
  private final ReplayTally tally;
  private final PrintWriter progress;
  private final int places;
  private final Semaphore free;
  private final ExecutorService threads;
  private final AtomicReference<ReplaySender.StoppedException> stopped = new AtomicReference<>();

  /** No more can be sent; {@link #land} says why. */
  public static final class GroundedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GroundedException() {
      super("the replay has stopped", null, false, false);
    }
  }

  /**
   * @param progress where to show how far it is, or null
   */
  public ReplayExecutor(ReplaySender sender, ReplayTally tally, int places, PrintWriter progress) {
    this.sender = sender;
    this.tally = tally;
    this.progress = progress;
    this.places = Math.max(1, places);
    this.free = new Semaphore(this.places);
    this.threads = Executors.newFixedThreadPool(this.places);
  }

  /** Sends a request as soon as there is a place. */
  public void depart(ReplayPost post) {
    free.acquireUninterruptibly();
    if (stopped.get() != null) {
      free.release();
      throw new GroundedException();
    }
    threads.execute(() -> fly(post));
  }

  private void fly(ReplayPost post) {
    try {
      if (stopped.get() == null) {
        sender.send(post, tally);
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
    if (progress != null) {
      progress.print("\r" + tally.line());
      progress.flush();
    }
  }

  /**
   * Waits until all are answered.
   *
   * @throws ReplaySender.StoppedException if one could not be sent
   */
  public void land() throws ReplaySender.StoppedException, InterruptedException {
    free.acquire(places);
    free.release(places);
    if (progress != null) {
      progress.print("\r");
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
