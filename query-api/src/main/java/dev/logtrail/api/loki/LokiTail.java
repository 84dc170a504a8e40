package dev.logtrail.api.loki;

import dev.logtrail.api.http.ProblemException;
import dev.logtrail.api.tail.TailPlaces;
import dev.logtrail.limit.LokiLimits;
import dev.logtrail.store.StoreException;
import dev.logtrail.store.TrailReader;
import dev.logtrail.store.change.ChangeFeed;
import dev.logtrail.structured.convention.Conventions;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.websocket.WsContext;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows lines by WebSocket, as Loki's clients do. Each client has a thread, which waits until a
 * frame is taken before it makes the next: a slow one holds back nobody else, and no memory.
 */
public final class LokiTail implements AutoCloseable {
  public static final String PATH = "/loki/api/v1/tail";

  private static final Logger LOG = LoggerFactory.getLogger(LokiTail.class);
  private static final String QUESTION = "logtrail.lokiTail";
  private static final long PING_MS = 10_000;
  private static final long STOP_MS = 1_000;

  private final TrailReader reader;
  private final Conventions conventions;
  private final ChangeFeed feed;
  private final TailPlaces places;
  private final Clock clock;
  private final TailPlaces sockets =
      new TailPlaces(
          LokiLimits.TAIL_CLIENTS,
          LokiLimits.TAIL_CLIENTS_OF_TOKEN,
          LokiLimits.TAIL_CLIENTS_OF_TOKEN);

  /** What a client holds, given back once it has left. */
  private final Map<Session, Runnable> open = new ConcurrentHashMap<>();

  private final ExecutorService followers =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "logtrail-loki-tail");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Follows a store.
   *
   * @param places shared with the other live tail
   */
  public LokiTail(
      TrailReader reader,
      Conventions conventions,
      ChangeFeed feed,
      TailPlaces places,
      Clock clock) {
    this.reader = reader;
    this.conventions = conventions;
    this.feed = feed;
    this.places = places;
    this.clock = clock;
  }

  /**
   * Puts the route in.
   *
   * @param access checks who asks
   */
  public void mount(RoutesConfig routes, Handler access) {
    routes.wsBeforeUpgrade(PATH, ctx -> upgrade(ctx, access));
    routes.ws(
        PATH,
        ws -> {
          ws.onConnect(this::connected);
          ws.onClose(closed -> left(closed.session));
          ws.onError(fault -> LOG.debug("a client of {} failed", PATH, fault.error()));
        });
  }

  /** Refuses as other routes do, while there is no socket yet. */
  private void upgrade(Context ctx, Handler access) throws Exception {
    access.handle(ctx);
    ctx.attribute(QUESTION, TailQuestion.of(ctx, clock));
  }

  /** Only from here on a client leaves with notice: places are taken now. */
  private void connected(WsContext ws) {
    TailQuestion question = ws.attribute(QUESTION);
    TailPlaces.Place socket;
    try {
      socket = sockets.take(question.caller(), question.address());
    } catch (ProblemException e) {
      close(ws.session, StatusCode.TRY_AGAIN_LATER, e.getMessage());
      return;
    }
    open.put(ws.session, socket::close);
    followers.execute(
        () -> {
          try (socket) {
            TailPlaces.Place place = places.take(question.caller(), question.address());
            try (place) {
              follow(ws.session, question);
            }
          } catch (ProblemException e) {
            close(ws.session, StatusCode.TRY_AGAIN_LATER, e.getMessage());
          } finally {
            open.remove(ws.session);
          }
        });
  }

  private void left(Session session) {
    Runnable held = open.remove(session);
    if (held != null) {
      held.run();
    }
  }

  private void follow(Session session, TailQuestion question) {
    try (LineFollower lines = new LineFollower(question, reader, conventions, feed, clock)) {
      LineFollower.Frames frames = json -> send(session, json);
      lines.past(frames);
      open.computeIfPresent(
          session,
          (s, held) ->
              () -> {
                held.run();
                lines.wake();
              });
      while (session.isOpen()) {
        if (!lines.next(PING_MS, frames) && session.isOpen()) {
          session.sendPing(ByteBuffer.allocate(0), Callback.NOOP);
        }
      }
    } catch (ProblemException e) {
      close(session, StatusCode.POLICY_VIOLATION, e.getMessage());
    } catch (StoreException e) {
      close(session, StatusCode.TRY_AGAIN_LATER, "the store does not answer");
    } catch (Exception e) {
      LOG.debug("a client of {} left, or was too slow", PATH, e);
      session.disconnect();
    }
  }

  private static void send(Session session, String json) throws Exception {
    Callback.Completable.with(taken -> session.sendText(json, taken))
        .get(LokiLimits.TAIL_SEND_MS, TimeUnit.MILLISECONDS);
  }

  /** A reason may have 123 bytes. Ends when it is on its way. */
  private static CompletableFuture<?> close(Session session, int code, String reason) {
    String told = reason.replaceAll("[^\\x20-\\x7e]", "?");
    String cut = told.substring(0, Math.min(told.length(), 120));
    return Callback.Completable.with(sent -> session.close(code, cut, sent));
  }

  /** Tells all clients, as far as they take it in a second; the server stops right after it. */
  @Override
  public void close() {
    CompletableFuture<?> told =
        CompletableFuture.allOf(
            open.keySet().stream()
                .map(session -> close(session, StatusCode.SHUTDOWN, "the server is stopping"))
                .toArray(CompletableFuture<?>[]::new));
    try {
      told.get(STOP_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.debug("not all clients of {} took that the server stops", PATH, e);
    }
    followers.shutdownNow();
  }
}
