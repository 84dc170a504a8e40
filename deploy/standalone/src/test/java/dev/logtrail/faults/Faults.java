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

/** Which faults there are: those that the build runs, and those that wait for what they need. */
final class Faults {
  private Faults() {}

  /** Of processes, connections, disk and checkpoints; the build runs each. */
  static List<Fault> outages() {
    return List.of(
        new EndProgram(true),
        new DamageCheckpoint(),
        new KillBackends(),
        new TerminateConnections(),
        new LockTables());
  }

  /** Of senders and readers, as many as a build has time for; {@link AttackIT} has all at once. */
  static List<Fault> senders(Ledger ledger) {
    return List.of(new StreamBurst(ledger, 400), new SlowBodies(60, true), new DeafTails(40));
  }

  /** Those that are not in the build yet, each with the reason. */
  static List<Fault> waiting() {
    return List.of(
        // A dead postmaster is not started again.
        new EndPostmaster(true),
        new EndPostmaster(false),
        // Without time limits on sockets the program waits for ever.
        new PausePostgres(false),
        new PausePostgres(true),
        new FillDisk(),
        new JumpClock(),
        // Two jobs write one store.
        new SecondProgram());
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
    all.addAll(waiting());
    return all;
  }
}
