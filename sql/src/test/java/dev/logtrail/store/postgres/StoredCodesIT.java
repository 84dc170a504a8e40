package dev.logtrail.store.postgres;

import static dev.logtrail.store.SampleTrails.STREAM;
import static dev.logtrail.store.SampleTrails.T0;
import static dev.logtrail.store.SampleTrails.flush;
import static dev.logtrail.store.SampleTrails.trail;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.store.DeadLetter;
import dev.logtrail.store.Flush;
import dev.logtrail.store.SampleTrails;
import dev.logtrail.store.TrailWriter;
import dev.logtrail.store.inbox.Inbox;
import dev.logtrail.store.upkeep.RetentionLimits;
import dev.logtrail.trail.CloseReason;
import dev.logtrail.trail.Delivery;
import dev.logtrail.trail.Outcome;
import dev.logtrail.trail.Source;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The columns of outcomes, close reasons and sources hold their codes, whatever their order. */
final class StoredCodesIT {
  @RegisterExtension static final EmbeddedDatabase DB = new EmbeddedDatabase();

  @BeforeEach
  void clear() {
    DB.clear();
  }

  @Test
  void outcomesAndSourcesAreStoredAsCodes() throws SQLException {
    try (TrailWriter writer = DB.database().openWriter(PostgresTrailStoreIT.CLOCK)) {
      for (Outcome outcome : Outcome.values()) {
        String id = outcome.word();
        writer.flush(flush(trail(writer, id).outcome(outcome).write()));
        assertThat(number("select outcome from trail where request_id = request_key('" + id + "')"))
            .isEqualTo(outcome.code());
        assertThat(DB.database().reader().byRequestId(id).get(0).row().header().outcome())
            .isEqualTo(outcome);
      }
      for (Source source : Source.values()) {
        writer.flush(flush(trail(writer, "from " + source).sources(source).write()));
        assertThat(
                number(
                    "select sources from trail where request_id = request_key('from "
                        + source
                        + "')"))
            .isEqualTo(1 << source.code());
      }
    }
  }

  @Test
  void closeReasonsAreStoredAsCodes() throws SQLException {
    Clock later = Clock.offset(PostgresTrailStoreIT.CLOCK, Duration.ofHours(1));
    try (TrailWriter writer = DB.database().openWriter(PostgresTrailStoreIT.CLOCK)) {
      writer.flush(flush(trail(writer, "closed").write()));
      writer.flush(flush(trail(writer, "open").start(T0).open().write()));
    }
    assertThat(number("select close_reason from trail where request_id = request_key('closed')"))
        .isEqualTo(CloseReason.REPORT.code());
    DB.database().housekeeping(later, RetentionLimits.ofTrails(null)).run();
    assertThat(number("select close_reason from trail where request_id = request_key('open')"))
        .isEqualTo(CloseReason.IDLE.code());
    assertThat(number("select outcome from trail where request_id = request_key('open')"))
        .isEqualTo(Outcome.UNKNOWN.code());
  }

  @Test
  void deliveriesAndDeadLettersAreStoredWithTheirSource() throws SQLException {
    try (Inbox inbox = DB.database().openInbox();
        TrailWriter writer = DB.database().openWriter(PostgresTrailStoreIT.CLOCK)) {
      for (Source source : Source.values()) {
        inbox.put(new Delivery(source, STREAM.account(), STREAM.region(), new byte[] {1}));
        assertThat(number("select source from inbox order by seq desc limit 1"))
            .isEqualTo(source.code());
        DeadLetter letter = SampleTrails.deadLetter(source, source.word(), 1);
        writer.flush(new Flush(List.of(), List.of(), List.of(), List.of(letter), Map.of()));
        assertThat(number("select source from dead_letter where reason = '" + source.word() + "'"))
            .isEqualTo(source.code());
      }
    }
  }

  private static int number(String sql) throws SQLException {
    try (Connection connection = DB.database().dataSource().getConnection();
        PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rs = statement.executeQuery()) {
      rs.next();
      return rs.getInt(1);
    }
  }
}
