package dev.logtrail.ingest.door;

import dev.logtrail.trail.Delivery;
import java.util.List;

class MemoryHandoverTest extends HandoverContract {
  private final MemoryHandover handover = new MemoryHandover();

  @Override
  protected Handover handover() {
    return handover;
  }

  @Override
  protected List<Delivery> durable() {
    return handover.kept();
  }

  @Override
  protected void fill() {
    handover.limitTo(handover.kept().size());
  }
}
