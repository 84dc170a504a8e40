package dev.logtrail.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtrail.store.StoreException;
import dev.logtrail.store.postgres.jdbc.Sql;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A database that hangs, or is slow, costs its callers no more than their deadline. */
@Timeout(60)
class DeadlinesIT {
  @RegisterExtension static final EmbeddedDatabase DB = new EmbeddedDatabase();

  private static final Deadlines SHORT = new Deadlines(1, 1, 2);

  @Test
  void aHungDatabaseIsGivenUpAndUsedAgainWhenItAnswers() throws Exception {
    URI uri = URI.create(DB.url().substring("jdbc:".length()));
    try (HangingProxy proxy = new HangingProxy(uri.getHost(), uri.getPort());
        Database database =
            Database.connect(
                new DatabaseSettings(
                    DB.url().replace(":" + uri.getPort() + "/", ":" + proxy.port() + "/"),
                    null,
                    null),
                SHORT)) {
      database.reader().ping();
      proxy.hang(true);
      assertThatThrownBy(() -> database.reader().ping()).isInstanceOf(StoreException.class);
      proxy.hang(false);
      database.reader().ping();
    }
  }

  @Test
  void aStatementAndALockHaveTheirs() throws Exception {
    try (Database database = Database.connect(DB.settings(), SHORT);
        Connection other = DB.database().dataSource().getConnection()) {
      other.setAutoCommit(false);
      Sql.execute(other, "lock table dead_letter");
      String insert = "delete from dead_letter";
      assertThatThrownBy(() -> run(database.dataSource(), insert))
          .hasMessageMatching("(?s).*canceling statement due to (lock|statement) timeout.*");
      assertThatThrownBy(() -> run(database.dataSource(), "select pg_sleep(50)"))
          .hasMessageContaining("canceling statement due to statement timeout");
      other.rollback();
      run(database.dataSource(), insert);
    }
  }

  @Test
  void eachPurposeHasItsOwn() throws Exception {
    Database readers = DB.database();
    assertThat(setting(readers.dataSource(), "statement_timeout")).isEqualTo("30s");
    assertThat(setting(readers.dataSource(), "idle_in_transaction_session_timeout"))
        .isEqualTo("2min");
    assertThat(setting(readers.upkeepPool(), "statement_timeout")).isEqualTo("10min");
    try (Database job = Database.connect(DB.settings(), Deadlines.WRITE)) {
      assertThat(setting(job.dataSource(), "statement_timeout")).isEqualTo("1min");
      assertThat(setting(job.dataSource(), "lock_timeout")).isEqualTo("20s");
    }
  }

  private static void run(DataSource dataSource, String sql) {
    Sql.run(
        dataSource,
        "test",
        connection -> {
          Sql.execute(connection, sql);
          return null;
        });
  }

  private static String setting(DataSource dataSource, String name) throws Exception {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rs = statement.executeQuery("show " + name)) {
      rs.next();
      return rs.getString(1);
    }
  }
}
