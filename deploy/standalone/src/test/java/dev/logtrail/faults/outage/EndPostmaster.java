package dev.logtrail.faults.outage;

import dev.logtrail.faults.target.Fault;
import dev.logtrail.faults.target.Target;
import java.util.List;
import java.util.Random;

/** Ends the postmaster of the embedded PostgreSQL: killed, or shut down as for a restart. */
public final class EndPostmaster implements Fault {
  private final boolean kill;

  public EndPostmaster(boolean kill) {
    this.kill = kill;
  }

  @Override
  public String name() {
    return kill ? "kill postmaster" : "shut down database";
  }

  @Override
  public void strike(Target target, Random random) throws Exception {
    long postmaster = target.postgres().postmaster();
    if (postmaster != 0) {
      // SIGINT is PostgreSQL's fast shutdown: open transactions are rolled back.
      target.postgres().signal(kill ? "KILL" : "INT", List.of(postmaster));
    }
  }
}
