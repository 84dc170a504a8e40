package dev.logtrail.faults.outage;

import dev.logtrail.faults.target.Fault;
import dev.logtrail.faults.target.Target;
import java.util.List;
import java.util.Random;

/** Stops the postmaster, or every process of PostgreSQL, with SIGSTOP for some seconds. */
public final class PausePostgres implements Fault {
  private final boolean all;
  private List<Long> paused = List.of();

  public PausePostgres(boolean all) {
    this.all = all;
  }

  @Override
  public String name() {
    return all ? "pause PostgreSQL" : "pause postmaster";
  }

  @Override
  public long holdMs(Random random) {
    return 2_000 + random.nextInt(6_000);
  }

  @Override
  public void strike(Target target, Random random) throws Exception {
    paused = all ? target.postgres().all() : List.of(target.postgres().postmaster());
    target.postgres().signal("STOP", paused);
  }

  @Override
  public void heal(Target target) throws Exception {
    target.postgres().signal("CONT", paused);
  }
}
