package dev.logtrail.store.postgres.export;

import dev.logtrail.store.export.ExportState;
import dev.logtrail.store.postgres.jdbc.PgTime;
import dev.logtrail.store.postgres.jdbc.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/** The state of one export in PostgreSQL. */
public final class PostgresExportState implements ExportState {
  private static final int FORGOTTEN_AT_ONCE = 5_000;

  private final DataSource dataSource;
  private final String target;

  /**
   * The state of an export.
   *
   * @param target its name
   */
  public PostgresExportState(DataSource dataSource, String target) {
    this.dataSource = dataSource;
    this.target = target;
  }

  @Override
  public Position begin(String holder, long holdMs) {
    String first =
        """
        insert into export_position (target, flush_no)
        select ?, coalesce(max(flush_no), 0) from change
        on conflict (target) do nothing
        """;
    String take =
        """
        update export_position set holder = ?, held_until = now() + ? * interval '1 ms'
        where target = ? and (holder is null or holder = ? or held_until < now())
        returning flush_no, moved_at
        """;
    return Sql.run(
        dataSource,
        "take the right to export",
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(first)) {
            statement.setString(1, target);
            statement.executeUpdate();
          }
          try (PreparedStatement statement = connection.prepareStatement(take)) {
            statement.setString(1, holder);
            statement.setLong(2, holdMs);
            statement.setString(3, target);
            statement.setString(4, holder);
            try (ResultSet rs = statement.executeQuery()) {
              return rs.next() ? new Position(rs.getLong(1), PgTime.read(rs, "moved_at")) : null;
            }
          }
        });
  }

  @Override
  public long newestBefore(long time) {
    String sql = "select coalesce(max(flush_no), 0) from change where at <= ?";
    return Sql.run(
        dataSource,
        "read the newest change to export",
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, PgTime.timestamp(time));
            try (ResultSet rs = statement.executeQuery()) {
              rs.next();
              return rs.getLong(1);
            }
          }
        });
  }

  @Override
  public Map<Long, byte[]> sent(Collection<Long> trailIds) {
    String sql = "select trail_id, lines from export_sent where target = ? and trail_id = any(?)";
    return Sql.run(
        dataSource,
        "read what was exported",
        connection -> {
          Map<Long, byte[]> sent = new HashMap<>();
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, target);
            statement.setArray(2, Sql.array(connection, "int8", trailIds, id -> id));
            try (ResultSet rs = statement.executeQuery()) {
              while (rs.next()) {
                sent.put(rs.getLong(1), rs.getBytes(2));
              }
            }
          }
          return sent;
        });
  }

  @Override
  public boolean note(String holder, long holdMs, Map<Long, byte[]> sent) {
    String keep =
        """
        update export_position set held_until = now() + ? * interval '1 ms'
        where target = ? and holder = ?
        """;
    return store(
        keep,
        statement -> {
          statement.setLong(1, holdMs);
          statement.setString(2, target);
          statement.setString(3, holder);
        },
        sent);
  }

  @Override
  public boolean commit(String holder, long flushNo, Map<Long, byte[]> sent) {
    String move =
        "update export_position set flush_no = ?, moved_at = now() where target = ? and holder = ?";
    return store(
        move,
        statement -> {
          statement.setLong(1, flushNo);
          statement.setString(2, target);
          statement.setString(3, holder);
        },
        sent);
  }

  /** Notes what was sent, if the statement finds this program's right to export. */
  private boolean store(String sql, Sql.Parameters parameters, Map<Long, byte[]> sent) {
    return Sql.transaction(
        dataSource,
        "store how far was exported",
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            parameters.set(statement);
            if (statement.executeUpdate() == 0) {
              return false;
            }
          }
          if (!sent.isEmpty()) {
            insert(connection, sent);
          }
          return true;
        });
  }

  private void insert(Connection connection, Map<Long, byte[]> sent) throws SQLException {
    String sql =
        """
        insert into export_sent (target, trail_id, lines)
        select ?, v.id, v.lines from unnest(?::int8[], ?::bytea[]) as v(id, lines)
        on conflict (target, trail_id) do update
          set lines = excluded.lines, sent_at = excluded.sent_at
        """;
    List<Map.Entry<Long, byte[]>> sorted = new ArrayList<>(new TreeMap<>(sent).entrySet());
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, target);
      statement.setArray(2, Sql.array(connection, "int8", sorted, Map.Entry::getKey));
      statement.setArray(3, Sql.array(connection, "bytea", sorted, Map.Entry::getValue));
      statement.executeUpdate();
    }
  }

  @Override
  public int forget() {
    String sql =
        """
        delete from export_sent where (target, trail_id) in (
          select target, trail_id from export_sent
          where target = ? and sent_at < now() - interval '2 days' limit ?)
        """;
    return Sql.run(
        dataSource,
        "forget what was exported long ago",
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, target);
            statement.setInt(2, FORGOTTEN_AT_ONCE);
            return statement.executeUpdate();
          }
        });
  }
}
