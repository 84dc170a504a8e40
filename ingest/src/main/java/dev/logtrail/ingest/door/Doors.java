package dev.logtrail.ingest.door;

import java.time.Clock;
import java.util.List;

/** Lists the doors that a server mounts. */
public final class Doors {
  private Doors() {}

  /**
   * Every door, all handing over to one place.
   *
   * @param clock for the time that Firehose's answers carry
   */
  public static List<Door> all(Handover handover, DoorSettings settings, Clock clock) {
    return List.of(
        PlainDoor.ofSubscriptions(handover, settings),
        PlainDoor.ofInvocations(handover, settings),
        PlainDoor.ofEventBridge(handover, settings),
        PlainDoor.ofPubSub(handover, settings),
        new FirehoseDoor(handover, settings, clock));
  }
}
