package dev.logtrail.faults.outage;

import dev.logtrail.faults.target.Fault;
import dev.logtrail.faults.target.Target;
import dev.logtrail.faults.target.TargetSettings;
import java.util.Random;

/** Sets the clock of program and database up to two hours back or forth for some seconds. */
public final class JumpClock implements Fault {
  private static final int MOST_SECONDS = 7_200;

  @Override
  public String name() {
    return "jump clock";
  }

  @Override
  public String impossible() {
    return TargetSettings.noClock();
  }

  @Override
  public long holdMs(Random random) {
    return 4_000 + random.nextInt(4_000);
  }

  @Override
  public void strike(Target target, Random random) throws Exception {
    int seconds = random.nextInt(MOST_SECONDS) + 60;
    target.jump(random.nextBoolean() ? seconds : -seconds);
  }

  @Override
  public void heal(Target target) throws Exception {
    target.jump(0);
  }
}
