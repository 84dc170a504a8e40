package dev.logtrail.store.postgres.position;

import dev.logtrail.store.position.SourcePositions;
import dev.logtrail.store.postgres.jdbc.PgText;
import dev.logtrail.store.postgres.jdbc.Sql;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/** The positions in PostgreSQL. */
public final class PostgresSourcePositions implements SourcePositions {
  private final DataSource dataSource;
  private final Runnable onClose;

  /**
   * The positions of a database.
   *
   * @param onClose run when it is closed
   */
  public PostgresSourcePositions(DataSource dataSource, Runnable onClose) {
    this.dataSource = dataSource;
    this.onClose = onClose;
  }

  @Override
  public Map<String, String> read(String source) {
    String sql = "select part, position from source_position where source = ?";
    return Sql.run(
        dataSource,
        "read how far a source has read",
        connection -> {
          Map<String, String> positions = new HashMap<>();
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, PgText.encode(source));
            try (ResultSet rs = statement.executeQuery()) {
              while (rs.next()) {
                positions.put(PgText.decode(rs.getString(1)), PgText.decode(rs.getString(2)));
              }
            }
          }
          return positions;
        });
  }

  @Override
  public void write(String source, Map<String, String> positions) {
    if (positions.isEmpty()) {
      return;
    }
    String sql =
        """
        insert into source_position as p (source, part, position)
        select ?, v.part, v.position from unnest(?::text[], ?::text[]) as v(part, position)
        on conflict (source, part) do update
          set position = excluded.position, updated_at = excluded.updated_at
          where p.position <> excluded.position
        """;
    // In one order, so that two tasks that write at once never wait for each other in a ring.
    List<Map.Entry<String, String>> sorted = List.copyOf(new TreeMap<>(positions).entrySet());
    Sql.run(
        dataSource,
        "store how far a source has read",
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, PgText.encode(source));
            statement.setArray(
                2, Sql.array(connection, "text", sorted, e -> PgText.encode(e.getKey())));
            statement.setArray(
                3, Sql.array(connection, "text", sorted, e -> PgText.encode(e.getValue())));
            return statement.executeUpdate();
          }
        });
  }

  @Override
  public void remove(String source, Collection<String> parts) {
    if (parts.isEmpty()) {
      return;
    }
    String sql = "delete from source_position where source = ? and part = any(?)";
    Sql.run(
        dataSource,
        "forget parts of a source",
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, PgText.encode(source));
            statement.setArray(2, Sql.array(connection, "text", parts, PgText::encode));
            return statement.executeUpdate();
          }
        });
  }

  @Override
  public void close() {
    onClose.run();
  }
}
