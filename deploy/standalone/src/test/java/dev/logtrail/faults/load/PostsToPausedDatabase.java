package dev.logtrail.faults.load;

import dev.logtrail.faults.outage.PausePostgres;
import dev.logtrail.faults.target.Fault;
import dev.logtrail.faults.target.Target;
import java.util.Random;

/** Hundreds of posts at once to a database all of whose processes are stopped, and go on later. */
public final class PostsToPausedDatabase implements Fault {
  private final PausePostgres pause = new PausePostgres(true);
  private final int posts;
  private final StreamBurst burst;

  /** So many posts, each of one new stream. */
  public PostsToPausedDatabase(Ledger ledger, int posts) {
    this.posts = posts;
    this.burst = new StreamBurst(ledger, posts, posts);
  }

  @Override
  public String name() {
    return posts + " posts to a stopped database";
  }

  @Override
  public void strike(Target target, Random random) throws Exception {
    pause.strike(target, random);
    burst.strike(target, random);
  }

  @Override
  public void heal(Target target) throws Exception {
    pause.heal(target);
  }
}
