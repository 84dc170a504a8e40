package dev.logtrail.faults.outage;

import dev.logtrail.faults.target.Fault;
import dev.logtrail.faults.target.Target;
import java.util.List;
import java.util.Random;

/**
 * Kills a backend of PostgreSQL with SIGKILL, upon which the postmaster ends all others and
 * recovers.
 */
public final class KillBackends implements Fault {
  @Override
  public String name() {
    return "kill backend";
  }

  @Override
  public void strike(Target target, Random random) throws Exception {
    List<Long> backends = target.postgres().backends();
    if (!backends.isEmpty()) {
      target.postgres().signal("KILL", List.of(backends.get(random.nextInt(backends.size()))));
    }
  }
}
