package dev.logtrail.api;

import dev.logtrail.api.http.ProblemException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;

/** Says where to go to those who ask a process for what another part of Logtrail does. */
final class Elsewhere {
  private Elsewhere() {}

  /** Mounts what is not served here; to be called last. */
  static void mount(RoutesConfig routes, boolean deliveries, boolean readers) {
    if (!deliveries) {
      routes.post("/ingest/<path>", answer("deliveries", "ingest"));
    }
    if (!readers) {
      Handler questions = answer("questions", "api");
      routes.get("/", questions);
      routes.get("/api/v1/<path>", questions);
      routes.get("/r/<path>", questions);
    }
  }

  private static Handler answer(String what, String part) {
    return ctx -> {
      throw new ProblemException(
          404,
          "This process takes no %s: a process of `logtrail %s`, or of `logtrail up`, does."
              .formatted(what, part));
    };
  }
}
