package dev.logtrail.api;

import dev.logtrail.api.http.Problem;
import dev.logtrail.api.http.ProblemException;
import dev.logtrail.ingest.door.DeliveryRefusedException;
import dev.logtrail.ingest.door.Door;
import dev.logtrail.ingest.door.DoorAnswer;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Mounts the ingest doors, which are plain functions, as routes of the server. */
final class IngestRoutes {
  private IngestRoutes() {}

  static void mount(RoutesConfig routes, List<Door> doors) {
    for (Door door : doors) {
      routes.post(door.path(), ctx -> handle(ctx, door));
    }
  }

  private static void handle(Context ctx, Door door) throws IOException {
    try {
      DoorAnswer answer = door.handle(ctx::header, ctx::queryParam, ctx.req().getInputStream());
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
