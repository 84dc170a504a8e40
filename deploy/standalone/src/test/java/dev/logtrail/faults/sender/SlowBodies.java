package dev.logtrail.faults.sender;

import dev.logtrail.faults.target.Fault;
import dev.logtrail.faults.target.Target;
import java.util.Random;

/** Hundreds of posts whose bodies do not come, or come byte by byte. */
public final class SlowBodies implements Fault {
  private static final long DRIP_MS = 250;

  private final int count;
  private final boolean drip;
  private volatile OpenSockets sockets;

  public SlowBodies(int count, boolean drip) {
    this.count = count;
    this.drip = drip;
  }

  @Override
  public String name() {
    return count + (drip ? " dripping bodies" : " bodies that stop");
  }

  @Override
  public long holdMs(Random random) {
    return 4_000 + random.nextInt(4_000);
  }

  @Override
  public void strike(Target target, Random random) {
    OpenSockets open = new OpenSockets();
    sockets = open;
    open.open(
        target,
        count,
        "POST /ingest/subscription HTTP/1.1\r\nHost: "
            + target.address().getAuthority()
            + "\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{");
    if (drip) {
      Thread dripping = new Thread(() -> dripping(open), "dripping");
      dripping.setDaemon(true);
      dripping.start();
    }
  }

  private void dripping(OpenSockets open) {
    try {
      while (sockets == open) {
        open.drip();
        Thread.sleep(DRIP_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void heal(Target target) {
    OpenSockets open = sockets;
    sockets = null;
    if (open != null) {
      open.close();
    }
  }
}
