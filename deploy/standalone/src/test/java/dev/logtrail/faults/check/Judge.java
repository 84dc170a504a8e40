package dev.logtrail.faults.check;

import dev.logtrail.faults.load.Ledger;
import dev.logtrail.faults.target.Target;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Says in the end whether everything holds. */
public final class Judge {
  private static final int POLL_MS = 200;

  private final Target target;
  private final Ledger ledger;
  private final TailFollower follower;
  private final Findings findings;
  private final EventsCheck events = new EventsCheck();

  /**
   * Judges a run.
   *
   * @param findings to which what is wrong is added
   */
  public Judge(Target target, Ledger ledger, TailFollower follower, Findings findings) {
    this.target = target;
    this.ledger = ledger;
    this.follower = follower;
    this.findings = findings;
  }

  /**
   * Waits until nothing is under way, then checks all there is.
   *
   * @param within how long what was acknowledged may take until it can be read
   * @param sample how many events are searched for by their words
   */
  public void judge(Duration within, int sample, Random random)
      throws IOException, InterruptedException, SQLException {
    awaitRest(within);
    long deadline = System.nanoTime() + within.toNanos();
    StoredTrails stored = StoredTrails.read(target, ledger);
    while (stored.missing(ledger) > 0 && System.nanoTime() < deadline) {
      Thread.sleep(10 * POLL_MS);
      stored = StoredTrails.read(target, ledger);
    }
    events.check(ledger, stored, findings);
    HeadersCheck.check(stored, findings);
    StatisticsCheck.check(target, stored, findings);
    SearchCheck.check(target, ledger, stored, sample, random, findings);
    StoreCheck.check(target, findings);
    follower.check(stored, findings);
    target.deaths().forEach(words -> findings.add("program that ended by itself", words));
  }

  /** Large deliveries may wait for long, as long as they become fewer. */
  private void awaitRest(Duration within) throws InterruptedException {
    long deadline = System.nanoTime() + within.toNanos();
    int fewest = Integer.MAX_VALUE;
    for (int left = StoreCheck.underWay(target); left > 0; left = StoreCheck.underWay(target)) {
      if (left < fewest) {
        fewest = left;
        deadline = System.nanoTime() + within.toNanos();
      } else if (System.nanoTime() > deadline) {
        findings.add(
            "inbox or statistics that do not come to rest", "%d after %s".formatted(left, within));
        return;
      }
      Thread.sleep(POLL_MS);
    }
  }

  /** When the lost events were acknowledged, epoch ms. */
  public List<Long> lostAt() {
    return events.lostAt();
  }

  /** When the doubled events were acknowledged, epoch ms; 0 if never. */
  public List<Long> doubledAt() {
    return events.doubledAt();
  }
}
