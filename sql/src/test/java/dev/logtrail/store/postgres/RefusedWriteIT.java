package dev.logtrail.store.postgres;

import static dev.logtrail.store.SampleTrails.STREAM;
import static dev.logtrail.store.SampleTrails.flush;
import static dev.logtrail.store.SampleTrails.trail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtrail.store.RefusedWriteException;
import dev.logtrail.store.TrailWrite;
import dev.logtrail.store.TrailWriter;
import dev.logtrail.trail.TrailKey;
import java.time.Clock;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A value that PostgreSQL cannot hold is told from a database that is away. */
final class RefusedWriteIT {
  @RegisterExtension static final EmbeddedDatabase DB = new EmbeddedDatabase();

  @Test
  void a_value_that_no_index_can_hold_is_refused_and_the_rest_can_be_stored() {
    try (TrailWriter writer = DB.database().openWriter(Clock.systemUTC())) {
      TrailWrite good = trail(writer, "good").write();
      String endless =
          new Random(1)
              .ints(20_000, 33, 127)
              .mapToObj(Character::toString)
              .collect(Collectors.joining());
      TrailWrite bad = trail(writer, TrailKey.request(STREAM, endless, 1)).write();

      assertThatThrownBy(() -> writer.flush(flush(good, bad)))
          .isInstanceOf(RefusedWriteException.class)
          .hasMessageContaining("the database refuses a value");
      assertThat(DB.database().reader().byRequestId("good")).isEmpty();

      writer.flush(flush(good));
      assertThat(DB.database().reader().byRequestId("good")).hasSize(1);
    }
  }
}
