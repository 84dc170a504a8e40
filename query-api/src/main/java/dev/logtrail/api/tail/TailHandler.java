package dev.logtrail.api.tail;

import dev.logtrail.api.http.Caller;
import dev.logtrail.api.load.TrailLoader;
import dev.logtrail.cost.CostEstimator;
import dev.logtrail.ingest.live.ProvisionalLines;
import dev.logtrail.store.StoreException;
import dev.logtrail.store.TrailReader;
import dev.logtrail.store.change.ChangeFeed;
import dev.logtrail.structured.convention.Conventions;
import dev.logtrail.trail.Scope;
import io.javalin.http.Context;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the live tail: joins a client to the hub, catches it up, and writes until it leaves. */
public final class TailHandler implements AutoCloseable {
  static final long HEARTBEAT_MS = 10_000;
  private static final Logger LOG = LoggerFactory.getLogger(TailHandler.class);

  private final TailPlaces places = new TailPlaces();
  private final TailHub hub;
  private final TailReplay replay;
  private final Runnable onReset;
  private final Clock clock;
  private final ExecutorService writers =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "logtrail-tail-client");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Follows the feed for any number of clients.
   *
   * @param live lines that are shown before they are stored
   * @param onReset told each time a client has to start anew because it fell behind
   */
  public TailHandler(
      ChangeFeed feed,
      TrailReader reader,
      Conventions conventions,
      ProvisionalLines live,
      CostEstimator costs,
      Clock clock,
      Runnable onReset) {
    TrailLoader loader = new TrailLoader(reader, conventions).with(live, Scope.ALL);
    this.hub = new TailHub(feed, loader, live, costs);
    this.replay = new TailReplay(feed, reader, conventions, costs);
    this.onReset = onReset;
    this.clock = clock;
  }

  /** The places of clients, for whatever else follows the same feed. */
  public TailPlaces places() {
    return places;
  }

  /** How many clients follow. */
  public int clients() {
    return hub.clients();
  }

  /** Answers with an endless stream of events. */
  public void follow(Context ctx) {
    TailParams params = TailParams.of(ctx, clock);
    TailPlaces.Place place = places.take(Caller.of(ctx), ctx.ip());
    try {
      follow(ctx, params, place);
    } catch (RuntimeException e) {
      place.close();
      throw e;
    }
  }

  private void follow(Context ctx, TailParams params, TailPlaces.Place place) {
    TailClient client = new TailClient(params.filter(), params.format(), onReset);
    long joinedAt = hub.join(client);
    ctx.res().setContentType("text/event-stream;charset=utf-8");
    ctx.header("X-Accel-Buffering", "no"); // A proxy that collects would make it no live tail.
    HttpServletResponse response = ctx.res();
    // Javalin starts the asynchronous request and is never told that it ended: it would run its
    // after-handlers on a request that, once the client has left, the server may have reused.
    ctx.future(
        () -> {
          AsyncContext async = ctx.req().getAsyncContext();
          writers.execute(
              () -> {
                try (place) {
                  serve(response, client, params, joinedAt);
                }
                complete(async);
              });
          return new CompletableFuture<Void>();
        });
  }

  private void serve(
      HttpServletResponse response, TailClient client, TailParams params, long joinedAt) {
    try {
      OutputStream out = response.getOutputStream();
      catchUp(out, params, client, joinedAt);
      client.write(out, hub::sentUpTo, HEARTBEAT_MS);
    } catch (IOException | IllegalStateException e) {
      LOG.debug("a live tail client left: {}", e.getMessage());
    } catch (InterruptedException e) {
      LOG.debug("a live tail client was interrupted");
    } catch (StoreException e) {
      // Clients come again and again while the store is away; the hub tells of that once.
      LOG.debug("a live tail client could not be caught up; it will come again", e);
    } finally {
      hub.leave(client);
    }
  }

  private static void complete(AsyncContext async) {
    try {
      async.complete();
    } catch (IllegalStateException e) {
      LOG.debug("the server ended the request first: {}", e.getMessage());
    }
  }

  /** What a client gets before it goes live, and the flush after which that begins. */
  private void catchUp(OutputStream out, TailParams params, TailClient client, long joinedAt)
      throws IOException {
    String reason = null;
    if (params.since() != null) {
      reason = replay.since(params.since(), joinedAt, params, client, out);
    } else if (params.last() > 0) {
      replay.newest(joinedAt, params, client, out);
    }
    if (reason != null) {
      onReset.run();
      out.write(TailFrames.reset(joinedAt, reason));
    }
    out.write(("retry: 1000\nid: " + joinedAt + "\n").getBytes(StandardCharsets.UTF_8));
    out.write(TailFrames.start(joinedAt));
    out.flush();
  }

  @Override
  public void close() {
    hub.close();
    writers.shutdown();
  }
}
