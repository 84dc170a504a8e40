package dev.logtrail.store.postgres.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtrail.store.StoreException;
import dev.logtrail.store.inbox.Inbox;
import dev.logtrail.store.inbox.InboxContract;
import dev.logtrail.store.inbox.WaitingItems;
import dev.logtrail.store.postgres.EmbeddedDatabase;
import dev.logtrail.trail.Delivery;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The kit, run on PostgreSQL; and what happens when the database fails. */
final class PostgresInboxIT extends InboxContract {
  @RegisterExtension static final EmbeddedDatabase DB = new EmbeddedDatabase();

  @BeforeEach
  void clear() {
    DB.clear();
  }

  @Override
  protected Inbox openInbox(long limitBytes) {
    return DB.database().openInbox(limitBytes);
  }

  @Test
  void a_failed_group_reaches_its_callers_and_stores_nothing() {
    inbox.put(delivery("before"));
    DB.execute("alter table inbox add constraint refuse check (octet_length(body) < 10)");
    try {
      assertThatThrownBy(() -> inbox.put(delivery("much too long")))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("store deliveries")
          .hasMessageContaining("refuse");
    } finally {
      DB.execute("alter table inbox drop constraint refuse");
    }
    inbox.put(delivery("after"));

    assertThat(WaitingItems.of(inbox)).hasSize(2);
    assertThat(inbox.waitingBytes()).isEqualTo("beforeafter".length());
  }

  @Test
  void lost_connections_are_replaced() {
    inbox.put(delivery("before"));
    DB.execute(
        """
        select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and pid <> pg_backend_pid()
        """);
    // Each connection of the pool is found dead once at most.
    int failures = 0;
    while (!puts(delivery("after"))) {
      assertThat(++failures).isLessThanOrEqualTo(10);
    }

    assertThat(WaitingItems.of(inbox)).hasSize(2);
  }

  private boolean puts(Delivery delivery) {
    try {
      inbox.put(delivery);
      return true;
    } catch (StoreException e) {
      assertThat(e).hasMessageContaining("store deliveries");
      return false;
    }
  }
}
