package dev.logtrail.store.postgres.logresult;

import dev.logtrail.store.postgres.jdbc.Locks;
import dev.logtrail.store.postgres.jdbc.PgText;
import dev.logtrail.store.postgres.jdbc.Sql;
import dev.logtrail.trail.CloseReason;
import dev.logtrail.trail.Invocation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Finds whose the log results are that came without an account. */
public final class LogResultOwners {
  /**
   * Results {@code r} of function {@code f}, and a function of another account that has a trail.
   */
  private static final String FOUND =
      """
      from log_result r
        join function f on f.function_id = r.function_id
        join function real on real.function_name = f.function_name and real.region = f.region
                          and real.account <> f.account
       where f.account = ? and r.request_id = any(?)
         and exists (select 1 from trail t
                      where t.request_id = request_key(r.request_id) and t.function_id = real.function_id
                        and t.close_reason is distinct from %d)
      """
          .formatted(CloseReason.LOG_RESULT_ONLY.code());

  private static final String DELETE_OLDER =
      """
      delete from log_result old using (select r.request_id, real.function_id %s) found
       where old.request_id = found.request_id and old.function_id = found.function_id
      """
          .formatted(FOUND);

  private static final String TAKE =
      """
      update log_result r set function_id = found.owner_id
        from (select r.request_id, r.function_id, min(real.function_id) as owner_id %s
               group by 1, 2) found
       where r.request_id = found.request_id and r.function_id = found.function_id
      """
          .formatted(FOUND);

  private LogResultOwners() {}

  /**
   * Gives log results whose account nobody told ({@link Invocation#UNKNOWN_ACCOUNT}) to the
   * function of the same name and region that has a trail of the same request id. Of two for one
   * request the later counts. Under {@link Locks#FLUSH}.
   *
   * @return whether any was given away
   */
  public static boolean adopt(Connection connection, Collection<String> requestIds)
      throws SQLException {
    boolean given = false;
    for (String sql : List.of(DELETE_OLDER, TAKE)) {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setString(1, Invocation.UNKNOWN_ACCOUNT);
        statement.setArray(2, Sql.array(connection, "text", requestIds, PgText::encode));
        given |= statement.executeUpdate() > 0;
      }
    }
    return given;
  }
}
