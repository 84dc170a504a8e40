package dev.logtrail.api;

import dev.logtrail.ingest.door.Door;
import io.javalin.config.RoutesConfig;
import java.util.List;

/**
 * The ingest doors as routes, so that other methods are refused there as everywhere. What is posted
 * to them never comes so far: {@link DoorHandler} takes it.
 */
final class IngestRoutes {
  private IngestRoutes() {}

  static void mount(RoutesConfig routes, List<Door> doors) {
    for (Door door : doors) {
      routes.post(
          door.path(),
          ctx -> {
            throw new IllegalStateException("a delivery came to the route of " + door.path());
          });
    }
  }
}
