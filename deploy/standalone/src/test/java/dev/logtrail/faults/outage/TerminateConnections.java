package dev.logtrail.faults.outage;

import dev.logtrail.faults.target.Fault;
import dev.logtrail.faults.target.Target;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Random;

/**
 * Ends all connections of the program at once, those of the job with them, as an administrator or a
 * fail-over does: the job's tasks fail and start again.
 */
public final class TerminateConnections implements Fault {
  @Override
  public String name() {
    return "end connections and job";
  }

  @Override
  public void strike(Target target, Random random) throws Exception {
    try (Connection connection = target.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "select pg_terminate_backend(pid) from pg_stat_activity"
              + " where backend_type = 'client backend' and pid <> pg_backend_pid()");
    }
  }
}
