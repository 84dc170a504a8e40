package dev.logtrail.store.postgres.migration;

import static dev.logtrail.store.SampleTrails.flush;
import static dev.logtrail.store.SampleTrails.trail;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.payload.PayloadDecoder;
import dev.logtrail.store.SampleTrails;
import dev.logtrail.store.TrailWriter;
import dev.logtrail.store.inbox.Inbox;
import dev.logtrail.store.inbox.InboxItem;
import dev.logtrail.store.inbox.WaitingItems;
import dev.logtrail.store.postgres.EmbeddedDatabase;
import dev.logtrail.trail.LogBatch;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.TrailKey;
import java.sql.Connection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.migration.Context;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What two programs on one database have left is put back into the inbox, and nothing else. */
class OneRowPerTrailKeyIT {
  @RegisterExtension static final EmbeddedDatabase DB = new EmbeddedDatabase();

  private static final LogStream SOUND = new LogStream("1", "eu-west-1", "/aws/lambda/g", "sound");

  @Test
  void eventsOfStreamsWithSeveralRowsOfOneKeyGoBackIntoTheInbox() throws Exception {
    DB.clear();
    DB.execute("drop index trail_key");
    DB.execute("create index trail_request on trail using hash (request_id)");
    try (TrailWriter one = DB.database().openWriter(Clock.systemUTC());
        TrailWriter other = DB.database().openWriter(Clock.systemUTC())) {
      // One by one: when this migration runs, no trails share a row of segments yet.
      one.flush(flush(trail(one, "twice").write()));
      one.flush(flush(trail(one, "once").write()));
      other.flush(flush(trail(other, "twice").write()));
      one.flush(flush(trail(one, TrailKey.request(SOUND, "sound", 1)).write()));
    }
    List<String> stored = ids("twice", "once");

    migrate();

    assertThat(ids("twice", "once")).isEmpty();
    assertThat(DB.database().reader().byRequestId("sound")).hasSize(1);
    List<LogBatch> back = inbox();
    assertThat(back).extracting(LogBatch::stream).containsOnly(SampleTrails.STREAM);
    assertThat(back.stream().flatMap(b -> b.events().stream()).map(LogEvent::id))
        .containsExactlyInAnyOrderElementsOf(stored);
    assertThat(indexes()).contains("trail_key").doesNotContain("trail_request");
  }

  private static List<String> ids(String... requestIds) {
    List<String> ids = new ArrayList<>();
    for (String requestId : requestIds) {
      DB.database()
          .reader()
          .byRequestId(requestId)
          .forEach(t -> t.events().forEach(e -> ids.add(e.event().id())));
    }
    return ids;
  }

  private static void migrate() throws Exception {
    try (Connection connection = DB.database().dataSource().getConnection()) {
      new OneRowPerTrailKey()
          .migrate(
              new Context() {
                @Override
                public Configuration getConfiguration() {
                  throw new UnsupportedOperationException("the migration asks for none");
                }

                @Override
                public Connection getConnection() {
                  return connection;
                }
              });
    }
  }

  private static List<LogBatch> inbox() throws Exception {
    List<LogBatch> batches = new ArrayList<>();
    try (Inbox inbox = DB.database().openInbox();
        PayloadDecoder decoder = new PayloadDecoder()) {
      for (InboxItem item : WaitingItems.of(inbox)) {
        batches.addAll(decoder.decode(item.delivery()).batches());
      }
    }
    return batches;
  }

  private static List<String> indexes() throws Exception {
    List<String> names = new ArrayList<>();
    try (Connection connection = DB.database().dataSource().getConnection();
        var statement =
            connection.prepareStatement(
                "select indexname from pg_indexes where tablename = 'trail'");
        var rs = statement.executeQuery()) {
      while (rs.next()) {
        names.add(rs.getString(1));
      }
    }
    return names;
  }
}
