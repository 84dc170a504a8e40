package dev.logtrail.job.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtrail.ingest.source.SavedPositions;
import dev.logtrail.store.StoreException;
import dev.logtrail.store.TrailWriter;
import dev.logtrail.store.inbox.Inbox;
import dev.logtrail.store.inbox.WaitingItems;
import dev.logtrail.store.postgres.DatabaseSettings;
import dev.logtrail.store.postgres.EmbeddedDatabase;
import dev.logtrail.trail.Delivery;
import dev.logtrail.trail.Source;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A task's connections: there while it runs, gone when it is closed or could not begin. */
class DatabaseAccessIT {
  @RegisterExtension private static final EmbeddedDatabase DATABASE = new EmbeddedDatabase();

  private static final long DEADLINE_NS = TimeUnit.SECONDS.toNanos(30);
  private static final String READ_ONLY = "options=-c%20default_transaction_read_only=on";

  private static DatabaseAccess access(String parameter) {
    String url = DATABASE.url();
    String with = url + (url.contains("?") ? "&" : "?") + parameter;
    return DatabaseAccess.of(new DatabaseSettings(with, null, null, 2));
  }

  /** Threads of connection pools that are open; the fixture's own among them. */
  private static long pools() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("logtrail:housekeeper"))
        .count();
  }

  private static void awaitPools(long expected) {
    long deadline = System.nanoTime() + DEADLINE_NS;
    while (pools() != expected && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(pools()).as("open pools").isEqualTo(expected);
  }

  @Test
  void closesItsConnectionsWithTheTask() {
    long before = pools();
    DatabaseAccess access = access("ApplicationName=test");
    try (TrailWriter writer = access.writers().get();
        Inbox inbox = access.inboxes().get();
        SavedPositions positions = access.positions().get()) {
      assertThat(pools()).isEqualTo(before + 3);
      positions.write("kinesis/logs", Map.of("shard", "12 34"));
      assertThat(positions.read("kinesis/logs")).isEqualTo(Map.of("shard", "12 34"));
      positions.remove("kinesis/logs", List.of("shard"));
      assertThat(positions.read("kinesis/logs")).isEmpty();
      assertThat(writer.nextTrailId() >> 32).isEqualTo(writer.epoch());
      inbox.put(new Delivery(Source.SUBSCRIPTION, "123456789012", "eu-west-1", new byte[] {1}));
      assertThat(WaitingItems.of(inbox)).hasSize(1);
    }
    awaitPools(before);
  }

  @Test
  void leavesNoConnectionsWhenAWriterCannotBegin() {
    long before = pools();
    DatabaseAccess access = access(READ_ONLY);
    for (int restart = 0; restart < 3; restart++) {
      assertThatThrownBy(() -> access.writers().get())
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("open a writer");
    }
    awaitPools(before);
  }

  @Test
  void tellsNoPassword() {
    DatabaseAccess access = new DatabaseAccess("jdbc:postgresql://h/d", "u", "secret", null);
    assertThat(access.toString()).contains("u").doesNotContain("secret");
  }
}
