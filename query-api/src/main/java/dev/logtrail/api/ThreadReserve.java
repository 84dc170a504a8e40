package dev.logtrail.api;

import dev.logtrail.api.http.Problem;
import dev.logtrail.api.http.ProblemException;
import dev.logtrail.limit.AnswerMemory;
import dev.logtrail.limit.DeliveryLimits;
import dev.logtrail.limit.MemoryBudgets;
import dev.logtrail.limit.ServerLimits;
import io.javalin.http.Handler;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Keeps threads free for health checks and metrics: other requests may hold so many threads, from
 * their beginning until their answer is written, and those that ask the store fewer. The rest is
 * refused at once, with 503.
 */
final class ThreadReserve extends org.eclipse.jetty.server.Handler.Wrapper {
  private final Semaphore all =
      new Semaphore(ServerLimits.HTTP_THREADS - ServerLimits.HTTP_THREADS_KEPT);
  private final Semaphore store = new Semaphore(ServerLimits.STORE_REQUESTS);

  /** Deliveries that came and are not answered yet; guarded by this. */
  private int deliveries;

  /** Whether none is taken any more; guarded by this. */
  private boolean draining;

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String path = Request.getPathInContext(request);
    if (path.startsWith("/ingest/") && !begin(request)) {
      refuse(response, callback, "The server is stopping; send the request again in a moment.");
      return true;
    }
    if (path.startsWith("/healthz/") || path.equals("/metrics")) {
      return super.handle(request, response, callback);
    }
    if (!all.tryAcquire()) {
      refuse(response, callback, "All threads are busy with other requests; try again.");
      return true;
    }
    try {
      return super.handle(request, response, callback);
    } finally {
      all.release();
    }
  }

  /** Counts a delivery until it is answered. */
  private synchronized boolean begin(Request request) {
    if (draining) {
      return false;
    }
    deliveries++;
    Request.addCompletionListener(request, fault -> answered());
    return true;
  }

  private synchronized void answered() {
    deliveries--;
    notifyAll();
  }

  /**
   * Takes no more deliveries, and waits until those that came are answered: cut off by the end of
   * the server they would be answered 500, and sent again though they are stored.
   *
   * @param mostMs waits no longer, in ms
   */
  synchronized void drain(long mostMs) {
    draining = true;
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(mostMs);
    try {
      for (long left = mostMs; deliveries > 0 && left > 0; ) {
        wait(left);
        left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void refuse(Response response, Callback callback, String detail) {
    response.setStatus(503);
    response.getHeaders().put(HttpHeader.RETRY_AFTER, DeliveryLimits.MEMORY_RETRY_AFTER_S);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
    String json =
        "{\"type\":\"about:blank\",\"title\":\"Service Unavailable\",\"status\":503,"
            + "\"detail\":\""
            + detail
            + "\"}";
    response.write(true, ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8)), callback);
  }

  /** The handler, for so many requests at once as the store should be asked by. */
  Handler asksStore(Handler handler) {
    return ctx -> {
      if (!store.tryAcquire()) {
        throw new ProblemException(
            Problem.of(
                    503,
                    ServerLimits.STORE_REQUESTS + " requests ask the store already; try again.")
                .with("Retry-After", String.valueOf(DeliveryLimits.MEMORY_RETRY_AFTER_S)));
      }
      AnswerMemory memory = AnswerMemory.open(MemoryBudgets.ofThisProcess().answers());
      try {
        handler.handle(ctx);
      } finally {
        memory.close();
        store.release();
      }
    };
  }
}
