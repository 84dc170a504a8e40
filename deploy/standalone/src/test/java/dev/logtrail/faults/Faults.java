package dev.logtrail.faults;

import dev.logtrail.faults.load.Ledger;
import dev.logtrail.faults.load.StreamBurst;
import dev.logtrail.faults.outage.DamageCheckpoint;
import dev.logtrail.faults.outage.EndPostmaster;
import dev.logtrail.faults.outage.EndProgram;
import dev.logtrail.faults.outage.FillDisk;
import dev.logtrail.faults.outage.JumpClock;
import dev.logtrail.faults.outage.KillBackends;
import dev.logtrail.faults.outage.LockTables;
import dev.logtrail.faults.outage.PausePostgres;
import dev.logtrail.faults.outage.SecondProgram;
import dev.logtrail.faults.outage.TerminateConnections;
import dev.logtrail.faults.sender.DeafTails;
import dev.logtrail.faults.sender.LargeBodies;
import dev.logtrail.faults.sender.SlowBodies;
import dev.logtrail.faults.target.Fault;
import java.util.ArrayList;
import java.util.List;

/** Which faults there are: those that the build runs, and the same as harsh as they come. */
final class Faults {
  private Faults() {}

  /** Of processes, connections, disk, clock and checkpoints. */
  private static List<Fault> outages() {
    return List.of(
        new EndProgram(true),
        new DamageCheckpoint(),
        new KillBackends(),
        new TerminateConnections(),
        new LockTables(),
        new EndPostmaster(true),
        new EndPostmaster(false),
        new PausePostgres(false),
        new PausePostgres(true),
        new FillDisk(),
        new JumpClock(),
        new SecondProgram());
  }

  /**
   * Each outage, and of senders and readers as many as a build has time for; {@link AttackIT} has
   * all at once.
   */
  static List<Fault> ofBuild(Ledger ledger) {
    List<Fault> all = new ArrayList<>(outages());
    all.add(new StreamBurst(ledger, 400));
    all.add(new SlowBodies(60, true));
    all.add(new DeafTails(40));
    return all;
  }

  /** All of them, as harsh as they come. */
  static List<Fault> all(Ledger ledger) {
    List<Fault> all = new ArrayList<>(outages());
    all.add(new EndProgram(false));
    all.add(new StreamBurst(ledger, 5_000));
    all.add(new SlowBodies(500, true));
    all.add(new DeafTails(500));
    all.add(LargeBodies.bombs(16, 1_024));
    all.add(LargeBodies.records(16, 60));
    all.add(new SlowBodies(500, false));
    return all;
  }
}
