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
        new SubscriptionDoor(handover, settings),
        new InvocationDoor(handover, settings),
        new EventBridgeDoor(handover, settings),
        new PubSubDoor(handover, settings),
        new FirehoseDoor(handover, settings, clock));
  }
}
