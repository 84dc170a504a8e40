package dev.logtrail.store.postgres.alert;

import dev.logtrail.store.alert.Alert;
import dev.logtrail.store.alert.Alert.Breach;
import dev.logtrail.store.alert.AlertBacklog;
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
  private final AlertMessageTable messages;

  public PostgresAlerts(DataSource dataSource) {
    this.dataSource = dataSource;
    this.messages = new AlertMessageTable(dataSource);
  }

  @Override
  public int update(String rule, Collection<Breach> found, long now, Messages told) {
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
          List<Alert> resolved = firing.values().stream().map(a -> a.resolved(now)).toList();
          for (Alert a : resolved) {
            resolve(connection, a.alertId(), now);
          }
          if (!fired.isEmpty() || !resolved.isEmpty()) {
            for (AlertMessage m : told.of(fired, resolved)) {
              messages.insert(connection, m, now);
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

  @Override
  public int endOthers(Collection<String> rules, long now) {
    String sql = "update alert set resolved_at = ? where resolved_at is null and not rule = any(?)";
    return Sql.update(
        dataSource,
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
    return messages.due(now, limit);
  }

  @Override
  public int pending() {
    return messages.pending();
  }

  @Override
  public List<AlertBacklog> backlogs() {
    return messages.backlogs();
  }

  @Override
  public List<AlertDelivery> deliveries(int limit) {
    return messages.deliveries(limit);
  }

  @Override
  public void sent(long messageId, long now) {
    messages.sent(messageId, now);
  }

  @Override
  public void failed(long messageId, String fault, Long nextAt) {
    messages.failed(messageId, fault, nextAt);
  }

  @Override
  public int forget(long before) {
    return messages.forget(before)
        + Sql.update(
            dataSource,
            "delete old alerts",
            "delete from alert where resolved_at < ?",
            statement -> statement.setObject(1, PgTime.timestamp(before)));
  }
}
