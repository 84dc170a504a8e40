package dev.logtrail.faults.outage;

import dev.logtrail.faults.target.Fault;
import dev.logtrail.faults.target.Target;
import dev.logtrail.faults.target.TargetSettings;
import java.util.Random;

/** Leaves no room on the disk of the data directory for some seconds. */
public final class FillDisk implements Fault {
  @Override
  public String name() {
    return "fill disk";
  }

  @Override
  public String impossible() {
    return TargetSettings.noDisk();
  }

  @Override
  public long holdMs(Random random) {
    return 3_000 + random.nextInt(5_000);
  }

  @Override
  public void strike(Target target, Random random) throws Exception {
    target.fillDisk(true);
  }

  @Override
  public void heal(Target target) throws Exception {
    target.fillDisk(false);
  }
}
