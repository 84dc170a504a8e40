package dev.logtrail.faults.outage;

import dev.logtrail.faults.target.Fault;
import dev.logtrail.faults.target.Target;
import java.util.Random;

/** Runs a second program on the same database for some seconds; senders use both. */
public final class SecondProgram implements Fault {
  private boolean kill;

  @Override
  public String name() {
    return "two programs";
  }

  @Override
  public long holdMs(Random random) {
    return 5_000 + random.nextInt(5_000);
  }

  @Override
  public void strike(Target target, Random random) throws Exception {
    kill = random.nextBoolean();
    target.startSecond();
  }

  @Override
  public void heal(Target target) throws Exception {
    target.endSecond(kill);
  }
}
