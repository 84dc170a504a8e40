package dev.logtrail.store.postgres;

import dev.logtrail.store.ProgramVersion;
import dev.logtrail.store.StoreException;
import dev.logtrail.store.postgres.jdbc.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Which release's schema a database has, so that processes of two releases that follow each other
 * can work on it at the same time. Rows of {@code schema_level} say it.
 *
 * @param level of the schema; 0 where none has said it yet
 * @param version of the program that raised it
 */
public record SchemaLevel(int level, String version) {
  /**
   * The level of this program's schema. To be raised by one in each release that adds a migration;
   * statements of the release before must go on working on it.
   */
  public static final int OF_THIS_PROGRAM = 1;

  private static final int NEWER_BY = 1;

  /** Whether this program can work on it. */
  public boolean isUsable() {
    return level <= OF_THIS_PROGRAM + NEWER_BY;
  }

  /** Whether a newer program has migrated it. */
  public boolean isNewer() {
    return level > OF_THIS_PROGRAM;
  }

  /** Why this program cannot work on it, and what to do; null if it can. */
  public String problem() {
    return isUsable()
        ? null
        : "the store's schema has level %d (of version %s), and this program (version %s) knows level %d and can work on %d: start a newer version of this program"
            .formatted(
                level, version, ProgramVersion.here(), OF_THIS_PROGRAM, OF_THIS_PROGRAM + NEWER_BY);
  }

  /** The level of a database, migrated or not. */
  static SchemaLevel read(Connection connection) throws SQLException {
    // Asked in two steps: a table that is not there cannot be named.
    try (PreparedStatement statement =
            connection.prepareStatement("select to_regclass('schema_level') is not null");
        ResultSet rs = statement.executeQuery()) {
      rs.next();
      if (!rs.getBoolean(1)) {
        return new SchemaLevel(0, "unknown");
      }
    }
    try (PreparedStatement statement =
            connection.prepareStatement("select level, version from schema_level");
        ResultSet rs = statement.executeQuery()) {
      return rs.next()
          ? new SchemaLevel(rs.getInt(1), rs.getString(2))
          : new SchemaLevel(0, "unknown");
    }
  }

  /** Notes that the schema is this program's, unless a newer one has raised it. */
  static void raise(Connection connection) throws SQLException {
    String sql = "update schema_level set level = ?, version = ? where level < ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, OF_THIS_PROGRAM);
      statement.setString(2, ProgramVersion.here());
      statement.setInt(3, OF_THIS_PROGRAM);
      statement.executeUpdate();
    }
  }

  /**
   * Refuses a schema that this program cannot work on.
   *
   * @throws StoreException if it is too new
   */
  static SchemaLevel check(Connection connection) {
    try {
      SchemaLevel found = read(connection);
      if (!found.isUsable()) {
        throw new SchemaTooNewException(found.problem());
      }
      return found;
    } catch (SQLException e) {
      throw Sql.failed("read which release's schema it has", e);
    }
  }
}
