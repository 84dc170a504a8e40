package dev.logtrail.api.http;

import dev.logtrail.ingest.door.Door;
import dev.logtrail.ingest.door.DoorAnswer;
import dev.logtrail.limit.AnswerTooLargeException;
import dev.logtrail.limit.DeliveryLimits;
import dev.logtrail.limit.ServerLimits;
import dev.logtrail.store.FaultLog;
import dev.logtrail.store.StoreException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns everything that goes wrong into a problem document (RFC 9457), or into the form of a door
 * whose sender understands no other.
 */
public final class FaultAnswers {
  private static final Logger LOG = LoggerFactory.getLogger(FaultAnswers.class);

  private final FaultLog faults = new FaultLog(LOG, "Answering requests from the store");
  private final Map<String, Door> doors;

  /**
   * Answers for routes, some of which are doors.
   *
   * @param doors those that may have a form of their own
   */
  public FaultAnswers(List<Door> doors) {
    this.doors = doors.stream().collect(Collectors.toMap(Door::path, Function.identity()));
  }

  /** Registers what to do with each kind of exception. */
  public void mapOn(RoutesConfig routes) {
    routes.exception(HttpResponseException.class, this::ofJavalin);
    routes.exception(Exception.class, (e, ctx) -> answer(ctx, told(Exchange.of(ctx), e)));
    routes.after("/api/v1/*", this::answered);
  }

  /** What is told of a fault; one of the server's own is logged. */
  public Problem told(Exchange exchange, Throwable fault) {
    String what = exchange.method() + " " + exchange.path();
    if (fault instanceof ProblemException known) {
      return known.problem();
    }
    if (fault instanceof StoreException) {
      faults.failed(what + ": " + fault.getMessage());
    } else if (fault instanceof HttpException http) {
      LOG.debug("{} broke off: {}", what, fault.toString());
      return Problem.of(http.getCode(), "The request could not be read: " + http.getReason());
    } else if (fault instanceof IOException) {
      // The connection, or what came over it: the client's fault, and no line in the log for it.
      LOG.debug("{} broke off: {}", what, fault.toString());
      return Problem.of(400, "The request could not be read to its end, or its answer not sent.");
    } else if (!(fault instanceof AnswerTooLargeException)) {
      LOG.error("{} failed", what, fault);
    }
    return problem(exchange, fault);
  }

  private void answer(Context ctx, Problem problem) {
    Answers.problem(ctx, problem);
    Door door = ctx.method() == HandlerType.POST ? doors.get(ctx.path()) : null;
    if (door != null) {
      DoorAnswer own = refusal(door, Exchange.of(ctx), problem);
      ctx.status(own.status()).contentType(own.contentType()).result(own.body());
    }
  }

  /** A problem in the form that the senders of a door understand. */
  public static DoorAnswer refusal(Door door, Exchange exchange, Problem problem) {
    DoorAnswer own = door.refusal(exchange::header, problem.status(), problem.detail());
    return own != null
        ? own
        : new DoorAnswer(problem.status(), Problem.CONTENT_TYPE, problem.json(), Map.of());
  }

  /** All that is asked for below this path comes from the store. */
  private void answered(Context ctx) {
    if (ctx.statusCode() < 400) {
      faults.worked();
    }
  }

  private void ofJavalin(HttpResponseException e, Context ctx) {
    String what = ctx.method() + " " + ctx.path();
    if (e instanceof MethodNotAllowedResponse) {
      boolean posts = ctx.path().matches("/ingest/.*|/api/v1/invoke/.*|/mcp");
      String allowed = posts ? "POST" : "GET, HEAD";
      String right = what + " is not possible: this route takes " + allowed + ".";
      answer(ctx, Problem.of(405, right).with("Allow", allowed));
    } else if (e.getStatus() == 404) {
      String right = "There is no route " + what + ". The API begins at /api/v1/trails.";
      answer(ctx, Problem.of(404, right));
    } else {
      answer(ctx, Problem.of(e.getStatus(), what + ": " + e.getMessage()));
    }
  }

  /** What is told of an exception: to who sees a part of the store, nothing of the whole. */
  public static Problem problem(Exchange exchange, Throwable e) {
    if (e instanceof ProblemException known) {
      return known.problem();
    }
    if (e instanceof AnswerTooLargeException tooLarge) {
      return tooLarge.isForEver()
          ? Problem.of(
              503,
              e.getMessage() + " Ask for less, such as one trail, or give the server more heap.")
          : Problem.of(503, e.getMessage())
              .with("Retry-After", String.valueOf(DeliveryLimits.MEMORY_RETRY_AFTER_S));
    }
    String reason = Caller.isLimited(exchange) ? "; try again." : ": " + e.getMessage();
    return e instanceof StoreException
        ? Problem.of(503, "The store could not answer" + reason)
            .with("Retry-After", String.valueOf(ServerLimits.STORE_RETRY_AFTER_S))
        : Problem.of(500, "The request failed by a fault of the server; its log has the reason.");
  }

  /** For requests so broken that they reach no route, such as a malformed URI. */
  public static ErrorHandler beforeRoutes() {
    return new ErrorHandler() {
      @Override
      public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus() < 400 ? 500 : response.getStatus();
        Object said = request.getAttribute(ErrorHandler.ERROR_MESSAGE);
        String detail = said == null ? "The request could not be understood." : said.toString();
        if (!request.getConnectionMetaData().getConnector().isRunning()) {
          // Whatever its reason was, it is that the server stops.
          status = 503;
          detail = "The server is stopping; send the request again in a moment.";
          response.setStatus(status);
          response.getHeaders().put(HttpHeader.RETRY_AFTER, ServerLimits.STORE_RETRY_AFTER_S);
        }
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.CONTENT_TYPE);
        response.write(true, ByteBuffer.wrap(Problem.of(status, detail).json()), callback);
        return true;
      }
    };
  }
}
