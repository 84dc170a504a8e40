package dev.logtrail.faults.sender;

import dev.logtrail.faults.target.Fault;
import dev.logtrail.faults.target.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Hundreds of followers of the live tail that read nothing, each with a filter of its own. */
public final class DeafTails implements Fault {
  private final int count;
  private final List<OpenSockets> open = new ArrayList<>();

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
    for (int i = 0; i < count; i++) {
      open.add(
          OpenSockets.open(
              target,
              1,
              "GET /api/v1/tail?last=50&q=-w%d HTTP/1.1\r\nHost: %s\r\nAccept: text/event-stream\r\n\r\n"
                  .formatted(i, target.address().getAuthority())));
    }
  }

  @Override
  public void heal(Target target) {
    open.forEach(OpenSockets::close);
    open.clear();
  }
}
