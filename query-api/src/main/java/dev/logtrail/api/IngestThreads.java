package dev.logtrail.api;

import dev.logtrail.api.http.Problem;
import dev.logtrail.api.http.ProblemException;
import dev.logtrail.limit.ByteBudget;
import dev.logtrail.limit.ByteShare;
import dev.logtrail.limit.DeliveryLimits;
import jakarta.servlet.ServletInputStream;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.eclipse.jetty.io.Content;

/**
 * The threads behind the ingest doors. A body is read without a thread that waits for it; only when
 * it is whole a thread decodes and hands it over, which waits for the database. There are so many
 * of these, so many bodies may wait for one, and the rest is refused at once.
 */
final class IngestThreads implements AutoCloseable {
  private static final long LOOK_MS = 500;

  private final ByteBudget budget;
  private final Set<IncomingBody> bodies = ConcurrentHashMap.newKeySet();
  private final AtomicInteger places = new AtomicInteger();
  private final ThreadPoolExecutor doors;
  private final ScheduledExecutorService clock;

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
   * @param work runs on one of these threads when the body is whole
   * @return completes when the work is done; with a problem if there was no place, memory or thread
   */
  CompletableFuture<Void> read(
      Content.Source in, long announced, Function<byte[], CompletableFuture<Void>> work) {
    if (places.incrementAndGet() > DeliveryLimits.BODIES) {
      places.decrementAndGet();
      return CompletableFuture.failedFuture(
          busy(DeliveryLimits.BODIES + " bodies are being read already"));
    }
    ByteShare memory = budget.share();
    IncomingBody body = new IncomingBody(in, announced, memory, System::nanoTime);
    bodies.add(body);
    Executor onDoors = this::execute;
    return body.read()
        .whenComplete((bytes, fault) -> bodies.remove(body))
        .thenComposeAsync(work, onDoors)
        .whenComplete(
            (done, fault) -> {
              memory.close();
              places.decrementAndGet();
            })
        .exceptionallyAsync(IngestThreads::rethrow, this::executeAnyway);
  }

  /** The same for the body of a request to a route. */
  CompletableFuture<Void> read(
      ServletInputStream in, long announced, Function<byte[], CompletableFuture<Void>> work) {
    return read(new ServletSource(in), announced, work);
  }

  /** The answer is written by a thread of its own kind, too: a timer must not wait for a client. */
  private static Void rethrow(Throwable fault) {
    Throwable cause = fault instanceof CompletionException ? fault.getCause() : fault;
    if (cause instanceof RejectedExecutionException) {
      throw busy("all threads are busy with other deliveries");
    }
    throw cause instanceof RuntimeException known ? known : new CompletionException(cause);
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
