package dev.logtrail.store.postgres.header;

import static dev.logtrail.store.SampleTrails.T0;
import static dev.logtrail.store.SampleTrails.flush;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.store.JobOfTest;
import dev.logtrail.store.SampleTrails;
import dev.logtrail.store.TestClock;
import dev.logtrail.store.TrailWriter;
import dev.logtrail.store.postgres.EmbeddedDatabase;
import dev.logtrail.store.upkeep.HeaderTask;
import dev.logtrail.structured.convention.Conventions;
import dev.logtrail.trail.TrailKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Stored headers follow when the operator changes how lines that are JSON are read. */
final class HeaderConventionsIT {
  private static final String SHOP =
      """
      {"conventions":[{"name":"shop","when":[{"shopVersion":"any","lvl":"number"}],
        "level":["lvl"],"levels":{"1":"ERROR"},"message":["text"]}]}
      """;

  private final EmbeddedDatabase db = new EmbeddedDatabase();
  private final TestClock clock = new TestClock("2026-11-20T12:00:00Z");

  @BeforeEach
  void open() {
    db.open();
    try (TrailWriter writer = db.database().openWriter(clock)) {
      writer.flush(
          flush(
              new JobOfTest(writer)
                  .write(
                      TrailKey.request(SampleTrails.STREAM, "a", 1),
                      JobOfTest.events(
                          "a",
                          T0,
                          "START RequestId: a Version: $LATEST\n",
                          "{\"shopVersion\":\"2\",\"lvl\":1,\"text\":\"sold out\"}\n"))));
    }
  }

  @AfterEach
  void close() {
    db.close();
  }

  private static Conventions shop(String file) throws IOException {
    return Conventions.with(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
  }

  private HeaderTask started(Conventions conventions) {
    HeaderTask task = db.database().headers(clock, conventions);
    task.run();
    return task;
  }

  private int errors() {
    return db.database().reader().byRequestId("a").get(0).row().header().errorCount();
  }

  @Test
  void areDerivedAnewOnceByEachStartWithOthers() throws IOException {
    assertThat(started(Conventions.builtIn()).progress().lookedAt()).isZero();
    assertThat(errors()).isZero();

    HeaderTask shop = started(shop(SHOP));
    assertThat(errors()).isEqualTo(1);
    assertThat(shop.progress().changed()).isEqualTo(1);
    assertThat(started(shop(SHOP)).run()).as("the same again").isZero();

    started(Conventions.builtIn());
    assertThat(errors()).as("back").isZero();
    assertThat(shop.run()).as("who runs already does not undo that").isZero();
    assertThat(errors()).isZero();
  }
}
