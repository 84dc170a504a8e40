package dev.logtrail.faults.sender;

import dev.logtrail.faults.target.Fault;
import dev.logtrail.faults.target.Target;
import java.util.Random;

/** Hundreds of followers of the live tail that read nothing, each with a filter of its own. */
public final class DeafTails implements Fault {
  private final int count;
  private volatile OpenSockets sockets;

  public DeafTails(int count) {
    this.count = count;
  }

  @Override
  public String name() {
    return count + " tails that do not read";
  }

  @Override
  public long holdMs(Random random) {
    return 5_000 + random.nextInt(5_000);
  }

  @Override
  public void strike(Target target, Random random) {
    OpenSockets all = new OpenSockets();
    sockets = all;
    for (int i = 0; i < count; i++) {
      all.open(
          target,
          1,
          "GET /api/v1/tail?last=50&q=-w%d HTTP/1.1\r\nHost: %s\r\nAccept: text/event-stream\r\n\r\n"
              .formatted(i, target.address().getAuthority()));
    }
  }

  @Override
  public void heal(Target target) {
    OpenSockets all = sockets;
    sockets = null;
    if (all != null) {
      all.close();
    }
  }
}
