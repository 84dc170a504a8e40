package dev.logtrail.api.invoke;

import dev.logtrail.api.http.Answers;
import dev.logtrail.api.http.Caller;
import dev.logtrail.api.http.Problem;
import dev.logtrail.api.http.ProblemException;
import dev.logtrail.api.render.JsonValues;
import dev.logtrail.ingest.aws.AwsCallException;
import dev.logtrail.ingest.door.DeliveryRefusedException;
import dev.logtrail.ingest.door.Door;
import dev.logtrail.ingest.door.WholeBody;
import dev.logtrail.ingest.invoke.InvokeTarget;
import dev.logtrail.ingest.invoke.Invoked;
import dev.logtrail.ingest.invoke.Invoker;
import dev.logtrail.limit.ServerLimits;
import dev.logtrail.payload.invocation.InvocationJson;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.Scope;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Invokes functions, each on a thread of its own, for it may run for 15 minutes; what the answer
 * tells goes in by the door of invocations, so that a caller finds it as a trail.
 */
public final class InvokeRoutes implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(InvokeRoutes.class);
  private static final String PATH = "/api/v1/invoke";

  private final Invoker invoker;
  private final Door door;
  private final Clock clock;
  private final InvokeHandlers handlers;
  private final InvokeLimits limits = new InvokeLimits();
  private final ExecutorService threads;

  /** Reads the body of a request, and works on it. */
  @FunctionalInterface
  public interface Bodies {
    /**
     * Reads one.
     *
     * @param announced its length in bytes; -1 if the sender announced none
     * @param work begins when it is whole
     */
    CompletableFuture<Void> read(
        ServletInputStream in, long announced, Function<byte[], CompletableFuture<Void>> work);
  }

  /**
   * Routes that invoke.
   *
   * @param invoker null where nothing may be invoked: the routes say so
   * @param doors one of which takes invocations, wherever there is an invoker
   */
  public InvokeRoutes(Invoker invoker, List<Door> doors, Clock clock) {
    this.door =
        doors.stream().filter(d -> d.path().equals("/ingest/invocations")).findAny().orElse(null);
    this.invoker = door == null ? null : invoker;
    this.clock = clock;
    this.handlers = new InvokeHandlers(this.invoker, clock);
    this.threads =
        new ThreadPoolExecutor(
            0,
            ServerLimits.INVOKES,
            1,
            TimeUnit.MINUTES,
            new SynchronousQueue<>(),
            task -> {
              Thread thread = new Thread(task, "logtrail-invoke");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Mounts them. */
  public void mount(RoutesConfig routes, Bodies bodies) {
    routes.get(PATH, handlers::state);
    routes.head(PATH, handlers::state);
    routes.post(PATH + "/{function}", ctx -> invoke(ctx, bodies));
  }

  private void invoke(Context ctx, Bodies bodies) throws IOException {
    InvokeTarget target = handlers.target(ctx);
    Caller caller = Caller.of(ctx);
    ServletInputStream in = ctx.req().getInputStream();
    long announced = ctx.req().getContentLengthLong();
    ctx.future(() -> bodies.read(in, announced, body -> run(ctx, target, caller, body)));
  }

  private CompletableFuture<Void> run(
      Context ctx, InvokeTarget target, Caller caller, byte[] payload) {
    InvokeHandlers.checkPayload(payload);
    Runnable ended = limits.begin(caller.name());
    return CompletableFuture.runAsync(() -> answer(ctx, target, caller, payload), threads)
        .whenComplete((done, fault) -> ended.run());
  }

  private void answer(Context ctx, InvokeTarget target, Caller caller, byte[] payload) {
    long began = clock.millis();
    Invoked invoked;
    try {
      invoked = invoker.invoke(target, payload);
    } catch (AwsCallException e) {
      LOG.info(
          "{} has not been invoked for {}: {}", target.function(), name(caller), e.getMessage());
      throw new ProblemException(Problem.of(502, e.getMessage()));
    } catch (IllegalArgumentException e) {
      throw new ProblemException(400, e.getMessage());
    }
    long tookMs = clock.millis() - began;
    Invocation of = invoked.invocation();
    LOG.info(
        "{} has been invoked for {}: request {}", target.function(), name(caller), of.requestId());
    String problem = store(invoked);
    try {
      Answers.json(
          ctx,
          out -> {
            out.writeStartObject();
            out.writeStringField("requestId", of.requestId());
            out.writeStringField("account", of.account());
            out.writeStringField("region", of.region());
            out.writeStringField("functionName", of.functionName());
            out.writeStringField("functionVersion", of.functionVersion());
            JsonValues.field(out, "statusCode", of.statusCode());
            out.writeStringField("functionError", of.functionError());
            out.writeBooleanField("logCut", of.logCut());
            out.writeNumberField("tookMs", tookMs);
            out.writeStringField("problem", problem);
            out.writeEndObject();
          });
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
  }

  private static String name(Caller caller) {
    return caller.name() == null ? "somebody without a token" : "the token '" + caller.name() + "'";
  }

  /** What the answer tells becomes a trail; the answer here says why if it does not. */
  private String store(Invoked invoked) {
    byte[] body = InvocationJson.of(invoked.invocation());
    try {
      door.handle(header -> null, query -> null, new WholeBody(body), Scope.ALL);
      return null;
    } catch (DeliveryRefusedException | IOException e) {
      LOG.warn(
          "What request {} has answered is not stored: {}",
          invoked.invocation().requestId(),
          e.getMessage());
      return "The function has run, but what it answered could not be stored: " + e.getMessage();
    }
  }

  /** Gives up what is still running; the functions themselves run on. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
