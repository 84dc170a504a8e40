package dev.logtrail.service;

import dev.logtrail.api.IngestDoors;
import dev.logtrail.ingest.DoorSettings;
import dev.logtrail.ingest.FirehoseDoor;
import dev.logtrail.ingest.Handover;
import dev.logtrail.ingest.InvocationDoor;
import dev.logtrail.ingest.SubscriptionDoor;
import java.time.Clock;

/** The ingest doors that the API mounts. */
final class Doors {
  private Doors() {}

  static IngestDoors into(Handover handover, DoorSettings settings) {
    return new IngestDoors(
        new SubscriptionDoor(handover, settings),
        new InvocationDoor(handover, settings),
        new FirehoseDoor(handover, settings, Clock.systemUTC()));
  }
}
