package dev.logtrail.store.postgres.header;

import static dev.logtrail.store.SampleTrails.T0;
import static dev.logtrail.store.SampleTrails.flush;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.limit.EventLimits;
import dev.logtrail.reading.TrailReading;
import dev.logtrail.store.JobOfTest;
import dev.logtrail.store.SampleTrails;
import dev.logtrail.store.TestClock;
import dev.logtrail.store.TrailRow;
import dev.logtrail.store.TrailWriter;
import dev.logtrail.store.postgres.EmbeddedDatabase;
import dev.logtrail.structured.convention.Conventions;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailKey;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A trail too large to be read in a flush says what the answer tells, and soon all of it. */
final class LargeTrailsLogResultIT {
  private static final int PARTS = 6;

  private final EmbeddedDatabase db = new EmbeddedDatabase();
  private final TestClock clock = new TestClock("2026-11-20T12:00:00Z");

  @BeforeEach
  void open() {
    db.open();
  }

  @AfterEach
  void close() {
    db.close();
  }

  private static List<TrailEvent> events() {
    String line =
        "[ERROR] " + "x".repeat((int) (EventLimits.MERGED_TRAIL_BYTES / (PARTS - 1))) + "\n";
    String[] lines = new String[PARTS + 1];
    Arrays.fill(lines, line);
    lines[0] = "START RequestId: large Version: $LATEST\n";
    return JobOfTest.events("large", T0, lines);
  }

  private TrailRow row() {
    return db.database().reader().byRequestId("large").get(0).row();
  }

  private long unsettled() throws SQLException {
    try (Connection connection = DriverManager.getConnection(db.url());
        Statement statement = connection.createStatement();
        ResultSet rs = statement.executeQuery("select count(*) from log_result where unsettled")) {
      rs.next();
      return rs.getLong(1);
    }
  }

  @Test
  void isLeftToTheTask() throws SQLException {
    List<TrailEvent> events = events();
    Invocation invocation = SampleTrails.invocation("large", "last line\n", "Unhandled", T0);
    TrailKey key = TrailKey.request(SampleTrails.STREAM, "large", 1);
    try (TrailWriter writer = db.database().openWriter(clock)) {
      writer.flush(flush(new JobOfTest(writer).write(key, events)));
      TrailRow before = row();
      writer.flush(flush(invocation));
      assertThat(row().header())
          .isEqualTo(TrailReading.answered(before.header(), invocation))
          .isNotEqualTo(before.header());
      assertThat(unsettled()).isEqualTo(1);
    }

    db.database().headers(clock, Conventions.builtIn()).run();

    assertThat(unsettled()).isZero();
    assertThat(row().header()).isEqualTo(TrailReading.read(key, events, invocation).header());
  }
}
