package dev.logtrail.api.mcp;

import dev.logtrail.api.http.Caller;
import dev.logtrail.api.http.ProblemException;
import dev.logtrail.api.status.Completeness;
import dev.logtrail.limit.AnswerMemory;
import dev.logtrail.limit.AssistantLimits;
import dev.logtrail.limit.MemoryBudgets;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The route of assistants. A call runs on a thread of its own, for it may wait for something new;
 * there are so many of these, and the next caller is refused.
 */
public final class McpRoutes implements AutoCloseable {
  /** Where assistants call. */
  public static final String PATH = "/mcp";

  private static final String JSON = "application/json";

  private final McpServer server;
  private final ExecutorService threads =
      new ThreadPoolExecutor(
          0,
          AssistantLimits.CALLS,
          1,
          TimeUnit.MINUTES,
          new SynchronousQueue<>(),
          task -> {
            Thread thread = new Thread(task, "logtrail-mcp");
            thread.setDaemon(true);
            return thread;
          });

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

  /** A route over tools. */
  public McpRoutes(McpTools tools) {
    this.server = new McpServer(tools);
  }

  /** Mounts it. */
  public void mount(RoutesConfig routes, Bodies bodies) {
    routes.post(PATH, ctx -> call(ctx, bodies));
  }

  private void call(Context ctx, Bodies bodies) throws IOException {
    String type = String.valueOf(ctx.header("Content-Type")).toLowerCase(Locale.ROOT);
    // Of another type it could be the form of a foreign page, sent without being asked for.
    if (!type.equals(JSON) && !type.startsWith(JSON + ";")) {
      throw new ProblemException(415, "Content-Type is not " + JSON + ": send a JSON-RPC request.");
    }
    McpServer.checkVersion(ctx.header("MCP-Protocol-Version"));
    long announced = ctx.req().getContentLengthLong();
    checkLength(announced);
    Caller caller = Caller.of(ctx);
    String address = ctx.scheme() + "://" + ctx.header("Host");
    McpCall asked = new McpCall(caller, address, Completeness.of(ctx).sentence());
    ServletInputStream in = ctx.req().getInputStream();
    ctx.future(
        () ->
            bodies.read(
                in,
                announced,
                body -> {
                  checkLength(body.length);
                  String text = new String(body, StandardCharsets.UTF_8);
                  return CompletableFuture.runAsync(() -> answer(ctx, asked, text), threads);
                }));
  }

  private static void checkLength(long bytes) {
    if (bytes > AssistantLimits.CALL_BYTES) {
      throw new ProblemException(
          413, "The call is larger than %d bytes.".formatted(AssistantLimits.CALL_BYTES));
    }
  }

  private void answer(Context ctx, McpCall call, String text) {
    AnswerMemory memory = AnswerMemory.open(MemoryBudgets.ofThisProcess().answers());
    try {
      String answer = server.answer(call, text);
      if (answer == null) {
        ctx.status(202);
      } else {
        ctx.contentType(JSON).result(answer.getBytes(StandardCharsets.UTF_8));
      }
    } finally {
      memory.close();
    }
  }

  /** Gives up what is still running. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
