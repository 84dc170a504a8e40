package dev.logtrail.faults.outage;

import dev.logtrail.faults.target.Fault;
import dev.logtrail.faults.target.Target;
import java.util.Random;

/** Ends the program, by SIGKILL or SIGTERM, and starts it again. */
public final class EndProgram implements Fault {
  private final boolean kill;

  public EndProgram(boolean kill) {
    this.kill = kill;
  }

  @Override
  public String name() {
    return kill ? "kill program" : "stop program";
  }

  @Override
  public void strike(Target target, Random random) throws Exception {
    target.end(kill);
  }

  @Override
  public void heal(Target target) throws Exception {
    target.start();
  }

  @Override
  public boolean leavesProgramAlone() {
    return false;
  }
}
