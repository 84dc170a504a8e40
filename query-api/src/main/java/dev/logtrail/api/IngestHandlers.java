package dev.logtrail.api;

import dev.logtrail.ingest.Door;
import dev.logtrail.ingest.DoorAnswer;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;

/** Puts a plain ingest door behind a route. */
final class IngestHandlers {
  private IngestHandlers() {}

  static Handler of(Door door) {
    return ctx -> handle(ctx, door);
  }

  private static void handle(Context ctx, Door door) throws IOException {
    DoorAnswer answer = door.handle(ctx::header, ctx::queryParam, ctx.req().getInputStream());
    answer.headers().forEach(ctx::header);
    ctx.status(answer.status()).contentType(answer.contentType()).result(answer.body());
  }
}
