package dev.logtrail.faults.outage;

import dev.logtrail.faults.target.Fault;
import dev.logtrail.faults.target.Target;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Random;

/** Holds a lock on the table of trails, so that reading goes on and every flush waits. */
public final class LockTables implements Fault {
  private Connection connection;

  @Override
  public String name() {
    return "lock table";
  }

  @Override
  public long holdMs(Random random) {
    return 2_000 + random.nextInt(6_000);
  }

  @Override
  public void strike(Target target, Random random) throws Exception {
    connection = target.connect();
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("lock table trail in share mode");
    }
  }

  @Override
  public void heal(Target target) throws Exception {
    connection.close();
  }
}
