package dev.logtrail.store.postgres.alert;

import dev.logtrail.store.alert.Alert;
import dev.logtrail.store.alert.Alert.Breach;
import dev.logtrail.store.alert.AlertDelivery;
import dev.logtrail.store.alert.AlertMessage;
import dev.logtrail.store.alert.Alerts;
import dev.logtrail.store.postgres.jdbc.PgText;
import dev.logtrail.store.postgres.jdbc.PgTime;
import dev.logtrail.store.postgres.jdbc.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Alerts in PostgreSQL. */
public final class PostgresAlerts implements Alerts {
  private static final String COLUMNS =
      "alert_id, rule, account, region, function_name, value, summary, since, resolved_at";

  private final DataSource dataSource;

  public PostgresAlerts(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public int update(String rule, Collection<Breach> found, long now, Messages messages) {
    return Sql.transaction(
        dataSource,
        "store alerts",
        connection -> {
          Map<List<String>, Alert> firing = new LinkedHashMap<>();
          for (Alert a : firing(connection, rule)) {
            firing.put(List.of(a.account(), a.region(), a.functionName()), a);
          }
          List<Alert> fired = new ArrayList<>();
          for (Breach b : found) {
            Alert known = firing.remove(List.of(b.account(), b.region(), b.functionName()));
            if (known == null) {
              fired.add(insert(connection, rule, b, now));
            } else {
              measure(connection, known.alertId(), b);
            }
          }
          List<Alert> resolved = List.copyOf(firing.values());
          for (Alert a : resolved) {
            resolve(connection, a.alertId(), now);
          }
          if (!fired.isEmpty() || !resolved.isEmpty()) {
            for (AlertMessage m : messages.of(fired, resolved)) {
              insert(connection, m, now);
            }
          }
          return fired.size() + resolved.size();
        });
  }

  private static List<Alert> firing(Connection connection, String rule) throws SQLException {
    String sql =
        "select " + COLUMNS + " from alert where rule = ? and resolved_at is null for update";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, PgText.encode(rule));
      return read(statement);
    }
  }

  private static List<Alert> read(PreparedStatement statement) throws SQLException {
    List<Alert> alerts = new ArrayList<>();
    try (ResultSet rs = statement.executeQuery()) {
      while (rs.next()) {
        alerts.add(
            new Alert(
                rs.getLong(1),
                PgText.decode(rs.getString(2)),
                PgText.decode(rs.getString(3)),
                PgText.decode(rs.getString(4)),
                PgText.decode(rs.getString(5)),
                rs.getDouble(6),
                PgText.decode(rs.getString(7)),
                PgTime.read(rs, "since"),
                PgTime.read(rs, "resolved_at")));
      }
    }
    return alerts;
  }

  private static Alert insert(Connection connection, String rule, Breach b, long now)
      throws SQLException {
    String sql =
        """
        insert into alert (rule, account, region, function_name, value, summary, since)
        values (?, ?, ?, ?, ?, ?, ?) returning alert_id
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, PgText.encode(rule));
      statement.setString(2, PgText.encode(b.account()));
      statement.setString(3, PgText.encode(b.region()));
      statement.setString(4, PgText.encode(b.functionName()));
      statement.setDouble(5, b.value());
      statement.setString(6, PgText.encode(b.summary()));
      statement.setObject(7, PgTime.timestamp(now));
      try (ResultSet rs = statement.executeQuery()) {
        rs.next();
        return new Alert(
            rs.getLong(1),
            rule,
            b.account(),
            b.region(),
            b.functionName(),
            b.value(),
            b.summary(),
            now,
            null);
      }
    }
  }

  private static void measure(Connection connection, long alertId, Breach b) throws SQLException {
    String sql = "update alert set value = ?, summary = ? where alert_id = ? and summary <> ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setDouble(1, b.value());
      statement.setString(2, PgText.encode(b.summary()));
      statement.setLong(3, alertId);
      statement.setString(4, PgText.encode(b.summary()));
      statement.executeUpdate();
    }
  }

  private static void resolve(Connection connection, long alertId, long now) throws SQLException {
    String sql = "update alert set resolved_at = ? where alert_id = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, PgTime.timestamp(now));
      statement.setLong(2, alertId);
      statement.executeUpdate();
    }
  }

  private static void insert(Connection connection, AlertMessage m, long now) throws SQLException {
    String sql =
        """
        insert into alert_message (url, content_type, headers, body, made_at, next_at)
        values (?, ?, ?, ?, ?, ?)
        """;
    StringBuilder headers = new StringBuilder();
    m.headers()
        .forEach((name, value) -> headers.append(name).append(": ").append(value).append('\n'));
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, m.url());
      statement.setString(2, m.contentType());
      statement.setString(3, headers.toString());
      statement.setString(4, PgText.encode(m.body()));
      statement.setObject(5, PgTime.timestamp(now));
      statement.setObject(6, PgTime.timestamp(now));
      statement.executeUpdate();
    }
  }

  @Override
  public int endOthers(Collection<String> rules, long now) {
    String sql = "update alert set resolved_at = ? where resolved_at is null and not rule = any(?)";
    return update(
        "end alerts of rules that are no more",
        sql,
        statement -> {
          statement.setObject(1, PgTime.timestamp(now));
          statement.setArray(
              2, Sql.array(statement.getConnection(), "text", rules, PgText::encode));
        });
  }

  @Override
  public List<Alert> list(int limit) {
    String sql =
        "select "
            + COLUMNS
            + " from alert order by resolved_at desc nulls first, rule, function_name, alert_id"
            + " limit ?";
    return Sql.run(
        dataSource,
        "list alerts",
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, limit);
            return read(statement);
          }
        });
  }

  @Override
  public List<AlertMessage> due(long now, int limit) {
    String sql =
        """
        select message_id, url, content_type, headers, body, attempts, made_at
          from alert_message where sent_at is null and next_at <= ? order by message_id limit ?
        """;
    return Sql.run(
        dataSource,
        "read messages of alerts",
        connection -> {
          List<AlertMessage> due = new ArrayList<>();
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, PgTime.timestamp(now));
            statement.setInt(2, limit);
            try (ResultSet rs = statement.executeQuery()) {
              while (rs.next()) {
                due.add(
                    new AlertMessage(
                        rs.getLong(1),
                        rs.getString(2),
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

  @Override
  public int pending() {
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

  @Override
  public List<AlertDelivery> deliveries(int limit) {
    String sql =
        """
        select message_id, url, body, attempts, made_at, sent_at, fault,
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
                        rs.getString(2),
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

  @Override
  public void sent(long messageId, long now) {
    update(
        "note that a message of alerts was taken",
        "update alert_message set sent_at = ? where message_id = ?",
        statement -> {
          statement.setObject(1, PgTime.timestamp(now));
          statement.setLong(2, messageId);
        });
  }

  @Override
  public void failed(long messageId, String fault, Long nextAt) {
    String next = nextAt == null ? "'infinity'" : "?";
    update(
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

  @Override
  public int forget(long before) {
    return update(
            "delete old alerts",
            "delete from alert where resolved_at < ?",
            statement -> statement.setObject(1, PgTime.timestamp(before)))
        + update(
            "delete old messages of alerts",
            "delete from alert_message where made_at < ?",
            statement -> statement.setObject(1, PgTime.timestamp(before)));
  }

  /** Sets the parameters of a statement. */
  private interface Parameters {
    void set(PreparedStatement statement) throws SQLException;
  }

  private int update(String what, String sql, Parameters parameters) {
    return Sql.run(
        dataSource,
        what,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            parameters.set(statement);
            return statement.executeUpdate();
          }
        });
  }
}
