package dev.logtrail.store.postgres.jdbc;

import static dev.logtrail.store.SampleTrails.flush;
import static dev.logtrail.store.SampleTrails.trail;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.store.TestClock;
import dev.logtrail.store.TrailWriter;
import dev.logtrail.store.postgres.EmbeddedDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any token is a request id, and no two have the same key. */
final class RequestKeyIT {
  @RegisterExtension static final EmbeddedDatabase DB = new EmbeddedDatabase();

  private static final String UUID = "00000000-0a0b-4c0d-8e0f-0123456789ab";

  @ParameterizedTest
  @ValueSource(
      strings = {
        UUID,
        "00000000-0A0B-4C0D-8E0F-0123456789AB",
        "00000000-0a0b-4c0d-8e0f-0123456789ab ",
        "000000000a0b-4c0d-8e0f-0123456789ab-",
        "g0000000-0a0b-4c0d-8e0f-0123456789ab",
        "x",
        "fourteen-chars",
        "fifteen-chars-a",
        "sixteen-chars-aa",
        "seventeen-chars-a",
        "größe-日本語",
        "\u0000",
        "\u0000\u0000thirteen-long",
        "unpaired \ud83d surrogate"
      })
  void a_token_is_what_it_was_and_sql_makes_the_same_of_it(String id) throws SQLException {
    byte[] key = RequestKey.encode(id);

    assertThat(RequestKey.decode(key)).isEqualTo(id);
    assertThat(key.length == 16).isEqualTo(id.equals(UUID));
    assertThat(ofSql(id)).isEqualTo(key);
  }

  @Test
  void trails_are_found_by_any_token() {
    try (TrailWriter writer = DB.database().openWriter(new TestClock("2026-11-20T10:00:00Z"))) {
      writer.flush(
          flush(
              trail(writer, UUID).write(),
              trail(writer, "fifteen-chars-a").write(),
              trail(writer, "\u0000").write()));
      for (String id : new String[] {UUID, "fifteen-chars-a", "\u0000"}) {
        assertThat(DB.database().reader().byRequestId(id))
            .singleElement()
            .satisfies(t -> assertThat(t.row().header().key().requestId()).isEqualTo(id));
      }
    }
  }

  private static byte[] ofSql(String id) throws SQLException {
    try (Connection connection = DriverManager.getConnection(DB.url());
        PreparedStatement statement = connection.prepareStatement("select request_key(?)")) {
      statement.setString(1, PgText.encode(id));
      try (ResultSet rs = statement.executeQuery()) {
        rs.next();
        return rs.getBytes(1);
      }
    }
  }
}
