package dev.logtrail.api;

import dev.logtrail.api.http.Problem;
import dev.logtrail.api.http.ProblemException;
import dev.logtrail.ingest.AsyncFault;
import dev.logtrail.limit.ByteBudget;
import dev.logtrail.limit.ByteShare;
import dev.logtrail.limit.DeliveryLimits;
import jakarta.servlet.ServletInputStream;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.eclipse.jetty.io.Content;

/**
 * The threads behind the ingest doors. A body is read without a thread that waits for it; only when
 * it is whole a thread decodes and hands it over, and none waits until it is stored. There are so
 * many of these, so many bodies may wait for one, and the rest is refused at once. Of a small body
 * that came with its request, the server's own thread goes on: waking another costs as much as
 * decoding it. Only so many do at once.
 */
final class IngestThreads implements AutoCloseable {
  private static final long LOOK_MS = 500;

  private final ByteBudget budget;
  private final Set<IncomingBody> bodies = ConcurrentHashMap.newKeySet();
  private final AtomicInteger places = new AtomicInteger();
  private final Semaphore serverThreads = new Semaphore(DeliveryLimits.INGEST_SERVER_THREADS);
  private final ThreadPoolExecutor doors;
  private final ScheduledExecutorService clock;

  /** What is done with a body, on whichever thread. */
  private interface Work {
    CompletableFuture<Void> on(CompletableFuture<byte[]> whole);
  }

  IngestThreads(ByteBudget budget) {
    this.budget = budget;
    this.doors =
        new ThreadPoolExecutor(
            DeliveryLimits.INGEST_THREADS,
            DeliveryLimits.INGEST_THREADS,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(DeliveryLimits.INGEST_WAITING),
            task -> daemon(task, "logtrail-ingest"));
    doors.allowCoreThreadTimeOut(true);
    this.clock =
        Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "logtrail-body-deadlines"));
    clock.scheduleWithFixedDelay(
        () -> bodies.forEach(IncomingBody::checkPace), LOOK_MS, LOOK_MS, TimeUnit.MILLISECONDS);
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Reads a body and works on it.
   *
   * @param announced the length that the sender announced, in bytes; -1 if it announced none
   * @param work begins on one of these threads when the body is whole; what it takes of memory and
   *     places is given back when it is done
   * @return completes when the work is done; with a problem if there was no place, memory or thread
   */
  CompletableFuture<Void> read(
      Content.Source in, long announced, Function<byte[], CompletableFuture<Void>> work) {
    return take(in, announced, whole -> worked(whole, work));
  }

  private CompletableFuture<Void> take(Content.Source in, long announced, Work work) {
    if (places.incrementAndGet() > DeliveryLimits.BODIES) {
      places.decrementAndGet();
      return CompletableFuture.failedFuture(
          busy(DeliveryLimits.BODIES + " bodies are being read already"));
    }
    ByteShare memory = budget.share();
    IncomingBody body = new IncomingBody(in, announced, memory, System::nanoTime);
    bodies.add(body);
    CompletableFuture<byte[]> whole =
        body.read().whenComplete((bytes, fault) -> bodies.remove(body));
    CompletableFuture<Void> worked =
        work.on(whole)
            .whenComplete(
                (done, fault) -> {
                  memory.close();
                  places.decrementAndGet();
                });
    if (worked.isDone()) {
      return worked.exceptionally(IngestThreads::rethrow);
    }
    CompletableFuture<Void> told = new CompletableFuture<>();
    worked.whenComplete(
        (done, fault) -> {
          if (fault == null) {
            told.complete(null);
          } else {
            executeAnyway(() -> told.completeExceptionally(known(fault)));
          }
        });
    return told;
  }

  private CompletableFuture<Void> worked(
      CompletableFuture<byte[]> whole, Function<byte[], CompletableFuture<Void>> work) {
    if (!whole.isDone() || !serverThreads.tryAcquire()) {
      return whole.thenComposeAsync(work, this::execute);
    }
    try {
      return whole.thenCompose(work);
    } finally {
      serverThreads.release();
    }
  }

  /** The same for the body of a request to a route. */
  CompletableFuture<Void> read(
      ServletInputStream in, long announced, Function<byte[], CompletableFuture<Void>> work) {
    return take(
        new ServletSource(in), announced, whole -> whole.thenComposeAsync(work, this::execute));
  }

  /** The answer is written by a thread of its own kind, too: a timer must not wait for a client. */
  private static Throwable known(Throwable fault) {
    Throwable cause = AsyncFault.cause(fault);
    return cause instanceof RejectedExecutionException
        ? busy("all threads are busy with other deliveries")
        : cause;
  }

  private static Void rethrow(Throwable fault) {
    throw new CompletionException(known(fault));
  }

  private void execute(Runnable task) {
    doors.execute(task);
  }

  private void executeAnyway(Runnable task) {
    try {
      doors.execute(task);
    } catch (RejectedExecutionException e) {
      task.run();
    }
  }

  /** What a sender is told that finds no place. */
  static ProblemException busy(String why) {
    return new ProblemException(
        Problem.of(503, why + "; nothing was taken, send it again")
            .with("Retry-After", String.valueOf(DeliveryLimits.MEMORY_RETRY_AFTER_S)));
  }

  @Override
  public void close() {
    clock.shutdownNow();
    doors.shutdown();
  }
}
