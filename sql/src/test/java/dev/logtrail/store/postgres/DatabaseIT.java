package dev.logtrail.store.postgres;

import static dev.logtrail.store.SampleTrails.flush;
import static dev.logtrail.store.SampleTrails.trail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtrail.store.StoreException;
import dev.logtrail.store.TrailWrite;
import dev.logtrail.store.TrailWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class DatabaseIT {
  @RegisterExtension static final EmbeddedDatabase DB = new EmbeddedDatabase();

  @Test
  void opens_again_what_is_migrated() {
    try (Database again = Database.open(DB.settings());
        TrailWriter writer = again.openWriter(PostgresTrailStoreIT.CLOCK)) {
      writer.flush(flush(trail(writer, "r1").write()));
      assertThat(again.reader().byRequestId("r1")).hasSize(1);
    }
  }

  @Test
  void says_what_it_tried_when_nobody_answers() {
    DatabaseSettings nobody =
        new DatabaseSettings("jdbc:postgresql://localhost:1/logtrail?password=secret", "me", "pw");

    assertThatThrownBy(() -> Database.open(nobody))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("jdbc:postgresql://localhost:1/logtrail")
        .hasMessageContaining("user me")
        .hasMessageContaining("refused")
        .hasMessageContaining("Start the server, or correct URL, user and password")
        .message()
        .doesNotContain("secret");
  }

  @Test
  void says_what_a_url_looks_like() {
    assertThatThrownBy(
            () -> new DatabaseSettings("mysql://localhost/x?password=secret", null, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("mysql://localhost/x")
        .hasMessageContaining("jdbc:postgresql://host:5432/database")
        .message()
        .doesNotContain("secret");
    assertThat(new DatabaseSettings(DB.url() + "&password=secret", "me", "hidden"))
        .asString()
        .doesNotContain("secret", "hidden");
  }

  @Test
  void a_writer_survives_a_lost_connection() {
    try (TrailWriter writer = DB.database().openWriter(PostgresTrailStoreIT.CLOCK)) {
      TrailWrite write = trail(writer, "survivor").write();
      DB.execute(
          """
          select pg_terminate_backend(pid) from pg_stat_activity
           where datname = current_database() and pid <> pg_backend_pid()
          """);

      assertThatThrownBy(() -> writer.flush(flush(write)))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("store a flush");
      writer.flush(flush(write));

      assertThat(DB.database().reader().byRequestId("survivor")).hasSize(1);
    }
  }

  @Test
  void a_closed_writer_says_so() {
    TrailWriter writer = DB.database().openWriter(PostgresTrailStoreIT.CLOCK);
    TrailWrite write = trail(writer, "r1").write();
    writer.close();

    assertThatThrownBy(() -> writer.flush(flush(write)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("closed");
  }
}
