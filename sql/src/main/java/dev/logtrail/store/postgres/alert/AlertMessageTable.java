package dev.logtrail.store.postgres.alert;

import dev.logtrail.store.alert.AlertBacklog;
import dev.logtrail.store.alert.AlertDelivery;
import dev.logtrail.store.alert.AlertMessage;
import dev.logtrail.store.postgres.jdbc.PgText;
import dev.logtrail.store.postgres.jdbc.PgTime;
import dev.logtrail.store.postgres.jdbc.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Messages of alerts in PostgreSQL: each target takes its own in order. */
final class AlertMessageTable {
  private final DataSource dataSource;

  AlertMessageTable(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  void insert(Connection connection, AlertMessage m, long now) throws SQLException {
    String sql =
        """
        insert into alert_message (target, content_type, headers, body, made_at, next_at)
        values (?, ?, ?, ?, ?, ?)
        """;
    StringBuilder headers = new StringBuilder();
    m.headers()
        .forEach((name, value) -> headers.append(name).append(": ").append(value).append('\n'));
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, PgText.encode(m.target()));
      statement.setString(2, m.contentType());
      statement.setString(3, headers.toString());
      statement.setString(4, PgText.encode(m.body()));
      statement.setObject(5, PgTime.timestamp(now));
      statement.setObject(6, PgTime.timestamp(now));
      statement.executeUpdate();
    }
  }

  List<AlertMessage> due(long now, int limit) {
    String sql =
        """
        select message_id, target, content_type, headers, body, attempts, made_at
          from alert_message m
         where sent_at is null and next_at <= ?
           and not exists (
             select 1 from alert_message before
              where before.target = m.target and before.sent_at is null
                and before.message_id < m.message_id
                and before.next_at > ? and before.next_at < 'infinity')
         order by message_id limit ?
        """;
    return Sql.run(
        dataSource,
        "read messages of alerts",
        connection -> {
          List<AlertMessage> due = new ArrayList<>();
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, PgTime.timestamp(now));
            statement.setObject(2, PgTime.timestamp(now));
            statement.setInt(3, limit);
            try (ResultSet rs = statement.executeQuery()) {
              while (rs.next()) {
                due.add(
                    new AlertMessage(
                        rs.getLong(1),
                        PgText.decode(rs.getString(2)),
                        rs.getString(3),
                        headers(rs.getString(4)),
                        PgText.decode(rs.getString(5)),
                        rs.getInt(6),
                        PgTime.read(rs, "made_at")));
              }
            }
          }
          return due;
        });
  }

  private static Map<String, String> headers(String lines) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line : lines.lines().toList()) {
      int colon = line.indexOf(": ");
      headers.put(line.substring(0, colon), line.substring(colon + 2));
    }
    return headers;
  }

  int pending() {
    String sql =
        "select count(*)::int from alert_message where sent_at is null and next_at < 'infinity'";
    return Sql.run(
        dataSource,
        "count messages of alerts",
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql);
              ResultSet rs = statement.executeQuery()) {
            rs.next();
            return rs.getInt(1);
          }
        });
  }

  List<AlertBacklog> backlogs() {
    String sql =
        """
        select distinct on (target) target, count(*) over (partition by target)::int as messages,
               made_at, attempts, fault, next_at
          from alert_message where sent_at is null and next_at < 'infinity'
         order by target, message_id
        """;
    return Sql.run(
        dataSource,
        "list who has not heard of alerts",
        connection -> {
          List<AlertBacklog> found = new ArrayList<>();
          try (PreparedStatement statement = connection.prepareStatement(sql);
              ResultSet rs = statement.executeQuery()) {
            while (rs.next()) {
              found.add(
                  new AlertBacklog(
                      PgText.decode(rs.getString("target")),
                      rs.getInt("messages"),
                      PgTime.read(rs, "made_at"),
                      rs.getInt("attempts"),
                      PgText.decode(rs.getString("fault")),
                      PgTime.read(rs, "next_at")));
            }
          }
          return found;
        });
  }

  List<AlertDelivery> deliveries(int limit) {
    String sql =
        """
        select message_id, target, body, attempts, made_at, sent_at, fault,
               case when sent_at is null and next_at < 'infinity' then next_at end as next_at
          from alert_message order by message_id desc limit ?
        """;
    return Sql.run(
        dataSource,
        "list messages of alerts",
        connection -> {
          List<AlertDelivery> found = new ArrayList<>();
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, limit);
            try (ResultSet rs = statement.executeQuery()) {
              while (rs.next()) {
                found.add(
                    new AlertDelivery(
                        rs.getLong(1),
                        PgText.decode(rs.getString(2)),
                        PgText.decode(rs.getString(3)),
                        rs.getInt(4),
                        PgTime.read(rs, "made_at"),
                        PgTime.read(rs, "sent_at"),
                        PgText.decode(rs.getString("fault")),
                        PgTime.read(rs, "next_at")));
              }
            }
          }
          return found;
        });
  }

  void sent(long messageId, long now) {
    Sql.update(
        dataSource,
        "note that a message of alerts was taken",
        "update alert_message set sent_at = ? where message_id = ?",
        statement -> {
          statement.setObject(1, PgTime.timestamp(now));
          statement.setLong(2, messageId);
        });
  }

  void failed(long messageId, String fault, Long nextAt) {
    String next = nextAt == null ? "'infinity'" : "?";
    Sql.update(
        dataSource,
        "note that a message of alerts was not taken",
        "update alert_message set attempts = attempts + 1, fault = ?, next_at = "
            + next
            + " where message_id = ?",
        statement -> {
          statement.setString(1, PgText.encode(fault));
          if (nextAt != null) {
            statement.setObject(2, PgTime.timestamp(nextAt));
          }
          statement.setLong(nextAt == null ? 2 : 3, messageId);
        });
  }

  /** Deletes what was made before a time. */
  int forget(long before) {
    return Sql.update(
        dataSource,
        "delete old messages of alerts",
        "delete from alert_message where made_at < ?",
        statement -> statement.setObject(1, PgTime.timestamp(before)));
  }
}
