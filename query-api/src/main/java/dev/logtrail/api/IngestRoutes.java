package dev.logtrail.api;

import dev.logtrail.api.http.Caller;
import dev.logtrail.api.http.Problem;
import dev.logtrail.api.http.ProblemException;
import dev.logtrail.ingest.door.DeliveryRefusedException;
import dev.logtrail.ingest.door.Door;
import dev.logtrail.ingest.door.DoorAnswer;
import dev.logtrail.ingest.door.WholeBody;
import dev.logtrail.limit.Limits;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Mounts the ingest doors, which are plain functions, as routes of the server. */
final class IngestRoutes {
  private IngestRoutes() {}

  static void mount(RoutesConfig routes, List<Door> doors, IngestThreads threads) {
    for (Door door : doors) {
      routes.post(door.path(), ctx -> handle(ctx, door, threads));
    }
  }

  private static void handle(Context ctx, Door door, IngestThreads threads) throws IOException {
    if (ctx.req().getContentLengthLong() > Limits.BODY_BYTES) {
      answer(ctx, door, new byte[0]); // Refused for its length: none of it is read.
      return;
    }
    var in = ctx.req().getInputStream();
    ctx.future(
        () ->
            threads.read(
                in,
                ctx.req().getContentLengthLong(),
                body -> {
                  try {
                    answer(ctx, door, body);
                    return CompletableFuture.completedFuture(null);
                  } catch (IOException e) {
                    throw new UncheckedIOException("reading from memory", e);
                  }
                }));
  }

  private static void answer(Context ctx, Door door, byte[] body) throws IOException {
    try {
      DoorAnswer answer =
          door.handle(ctx::header, ctx::queryParam, new WholeBody(body), Caller.of(ctx).scope());
      answer.headers().forEach(ctx::header);
      ctx.status(answer.status()).contentType(answer.contentType()).result(answer.body());
    } catch (DeliveryRefusedException e) {
      Problem problem = Problem.of(e.status(), e.getMessage());
      for (Map.Entry<String, String> header : e.headers().entrySet()) {
        problem = problem.with(header.getKey(), header.getValue());
      }
      throw new ProblemException(problem);
    }
  }
}
