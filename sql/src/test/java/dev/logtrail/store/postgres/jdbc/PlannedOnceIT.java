package dev.logtrail.store.postgres.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtrail.store.postgres.EmbeddedDatabase;
import dev.logtrail.store.postgres.trail.TrailRows;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How often a look-up is planned, and what is left of it on its connection. */
@Timeout(120)
class PlannedOnceIT {
  private static EmbeddedDatabase db;

  @BeforeAll
  static void open() {
    db = new EmbeddedDatabase().open();
  }

  @AfterAll
  static void close() {
    db.close();
  }

  @Test
  void aLookUpIsPlannedOnceFromItsFirstCallOn() throws Exception {
    try (Connection connection = DriverManager.getConnection(db.settings().url())) {
      for (int i = 0; i < 3; i++) {
        assertThat(TrailRows.ofRequests(connection, List.of("no-such-request"))).isEmpty();
      }
      assertThat(
              one(
                  connection,
                  "select generic_plans || ' ' || custom_plans from pg_prepared_statements"
                      + " where statement like '%t.request_id = any%'"))
          .isEqualTo("3 0");
      assertThat(one(connection, "show plan_cache_mode")).isEqualTo("auto");
    }
  }

  @Test
  void severalQueriesAnswerInTheirOrder() throws Exception {
    try (Connection connection = DriverManager.getConnection(db.settings().url());
        PreparedStatement statement =
            PlannedOnce.prepare(connection, "select ?::int where false; select ?::text")) {
      statement.setInt(1, 1);
      statement.setString(2, "second");
      try (ResultSet rs = PlannedOnce.query(statement)) {
        assertThat(rs.next()).isFalse();
      }
      try (ResultSet rs = PlannedOnce.next(statement)) {
        assertThat(rs.next()).isTrue();
        assertThat(rs.getString(1)).isEqualTo("second");
      }
    }
  }

  @Test
  void aSnapshotSeesOneMoment() throws Exception {
    String count = "select count(*) from log_stream";
    try (Connection connection = DriverManager.getConnection(db.settings().url());
        Connection other = DriverManager.getConnection(db.settings().url())) {
      connection.setAutoCommit(false);
      String first;
      try (PreparedStatement statement = PlannedOnce.prepareSnapshot(connection, count);
          ResultSet rs = PlannedOnce.query(statement)) {
        rs.next();
        first = rs.getString(1);
      }
      Sql.execute(
          other,
          "insert into log_stream (function_id, log_group, log_stream, used_on)"
              + " values (1, 'g', 'new', current_date)");
      assertThat(one(connection, count)).isEqualTo(first);
      connection.commit();
      assertThat(one(connection, count)).isNotEqualTo(first);
      assertThat(one(connection, "show transaction_isolation")).isEqualTo("read committed");
    }
  }

  @Test
  void oneThatFailsLeavesTheConnectionAsItWas() throws Exception {
    try (Connection connection = DriverManager.getConnection(db.settings().url())) {
      fail(connection);
      assertThat(one(connection, "show plan_cache_mode")).isEqualTo("auto");

      connection.setAutoCommit(false);
      fail(connection);
      connection.rollback();
      assertThat(one(connection, "show plan_cache_mode")).isEqualTo("auto");
    }
  }

  private static void fail(Connection connection) throws SQLException {
    try (PreparedStatement statement = PlannedOnce.prepare(connection, "select 1 / ?::int")) {
      statement.setInt(1, 0);
      assertThatThrownBy(() -> PlannedOnce.query(statement))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("division by zero");
    }
  }

  private static String one(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rs = statement.executeQuery()) {
      rs.next();
      return rs.getString(1);
    }
  }
}
