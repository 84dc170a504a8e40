package dev.logtrail.store.postgres.process;

import dev.logtrail.store.ProgramVersion;
import dev.logtrail.store.StoreException;
import dev.logtrail.store.postgres.jdbc.PgText;
import dev.logtrail.store.postgres.jdbc.PgTime;
import dev.logtrail.store.postgres.jdbc.Sql;
import dev.logtrail.store.process.ProcessRow;
import dev.logtrail.store.process.Processes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The processes in PostgreSQL; all times are those of its clock. */
public final class PostgresProcesses implements Processes {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresProcesses.class);
  private static final int FORGOTTEN_AFTER_S = 3_600;

  private final DataSource dataSource;
  private final Runnable onClose;
  private Long id;

  /**
   * The list of a database, to which this process is not added yet.
   *
   * @param onClose run when it is closed
   */
  public PostgresProcesses(DataSource dataSource, Runnable onClose) {
    this.dataSource = dataSource;
    this.onClose = onClose;
  }

  @Override
  public synchronized void report(String name, String parts, String report) {
    Sql.run(
        dataSource,
        "tell what this process does",
        connection -> {
          if (id == null || !update(connection, report)) {
            id = insert(connection, name, parts, report);
          }
          return id;
        });
  }

  private boolean update(Connection connection, String report) throws SQLException {
    String sql = "update process set seen_at = now(), report = ? where process_id = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, PgText.encode(report));
      statement.setLong(2, id);
      return statement.executeUpdate() > 0;
    }
  }

  /** Whoever comes tidies up after those that ended without a word. */
  private static long insert(Connection connection, String name, String parts, String report)
      throws SQLException {
    Sql.execute(
        connection,
        "delete from process where seen_at < now() - interval '" + FORGOTTEN_AFTER_S + " seconds'");
    String sql =
        """
        insert into process (name, parts, version, started_at, seen_at, report)
        values (?, ?, ?, now(), now(), ?) returning process_id
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, PgText.encode(name));
      statement.setString(2, parts);
      statement.setString(3, ProgramVersion.here());
      statement.setString(4, PgText.encode(report));
      try (ResultSet rs = statement.executeQuery()) {
        rs.next();
        return rs.getLong(1);
      }
    }
  }

  @Override
  public synchronized List<ProcessRow> others() {
    String sql =
        """
        select name, parts, version, started_at, seen_at, report
          from process
         where seen_at > now() - make_interval(secs => ?) and process_id <> ?
         order by process_id
        """;
    return Sql.run(
        dataSource,
        "read what other processes do",
        connection -> {
          List<ProcessRow> rows = new ArrayList<>();
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setDouble(1, LIVES.toSeconds());
            statement.setLong(2, id == null ? -1 : id);
            try (ResultSet rs = statement.executeQuery()) {
              while (rs.next()) {
                rows.add(
                    new ProcessRow(
                        PgText.decode(rs.getString(1)),
                        rs.getString(2),
                        rs.getString(3),
                        PgTime.read(rs, "started_at"),
                        PgTime.read(rs, "seen_at"),
                        PgText.decode(rs.getString("report"))));
              }
            }
          }
          return rows;
        });
  }

  @Override
  public synchronized void close() {
    try {
      if (id != null) {
        Sql.run(dataSource, "take this process off the list", this::delete);
      }
    } catch (StoreException e) {
      LOG.debug("It counts as running for some seconds more", e);
    } finally {
      id = null;
      onClose.run();
    }
  }

  private int delete(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("delete from process where process_id = ?")) {
      statement.setLong(1, id);
      return statement.executeUpdate();
    }
  }
}
