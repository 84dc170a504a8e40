package dev.logtrail.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.faults.check.Findings;
import dev.logtrail.faults.load.Ledger;
import dev.logtrail.faults.load.PostsToPausedDatabase;
import dev.logtrail.faults.load.StreamBurst;
import dev.logtrail.faults.sender.DeafTails;
import dev.logtrail.faults.sender.LargeBodies;
import dev.logtrail.faults.sender.SlowBodies;
import dev.logtrail.faults.target.Fault;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything hostile at once, with the heap that the launcher gives: health is told throughout, the
 * program lives, and what was acknowledged is stored.
 *
 * <p>The build runs it with small numbers; {@code -Dattack.full=true} with 16 bombs of 1 GiB, 16
 * records of 60 MB, 500 slow bodies, 300 posts to a stopped database, 500 tails that do not read
 * and 20,000 new streams. {@code -Dattack.heap=256} sets another heap in MB.
 */
@Timeout(1_800)
class AttackIT {
  private static final boolean FULL = Boolean.getBoolean("attack.full");
  private static final int STREAMS = Integer.getInteger("attack.streams", FULL ? 20_000 : 400);

  /** The largest that the launcher chooses by itself. */
  private static final int HEAP_MB = Integer.getInteger("attack.heap", 512);

  private static final long SEED = 20261128;
  private static final int CLIENTS = 1;

  private final Ledger ledger = new Ledger();

  @TempDir private Path directory;

  @Test
  void standsEverythingAtOnce() throws Exception {
    Fault attack = new AllAtOnce("everything at once", FULL ? full() : small());

    Findings findings =
        FaultKit.run(
            directory, new FaultSettings(SEED, 0, HEAP_MB, CLIENTS, List.of(attack)), ledger);

    assertThat(findings.toString()).isEmpty();
  }

  private List<Fault> full() {
    return List.of(
        LargeBodies.bombs(16, 1_024),
        LargeBodies.records(16, 60),
        new SlowBodies(500, false),
        new PostsToPausedDatabase(ledger, 300),
        new DeafTails(500),
        new StreamBurst(ledger, STREAMS));
  }

  private List<Fault> small() {
    return List.of(
        LargeBodies.bombs(8, 70),
        LargeBodies.records(2, 40),
        new SlowBodies(100, false),
        new PostsToPausedDatabase(ledger, 40),
        new DeafTails(60),
        new StreamBurst(ledger, STREAMS));
  }
}
