package dev.logtrail.cli;

import dev.logtrail.api.Answer;
import dev.logtrail.api.IngestDoor;
import dev.logtrail.api.IngestDoors;
import dev.logtrail.ingest.Door;
import dev.logtrail.ingest.DoorAnswer;
import dev.logtrail.ingest.DoorSettings;
import dev.logtrail.ingest.FirehoseDoor;
import dev.logtrail.ingest.Handover;
import dev.logtrail.ingest.InvocationDoor;
import dev.logtrail.ingest.SubscriptionDoor;
import java.time.Clock;

/** Mounts the ingest doors under the API's routes. */
final class Doors {
  private Doors() {}

  static IngestDoors into(Handover handover, DoorSettings settings) {
    return new IngestDoors(
        mounted(new SubscriptionDoor(handover, settings)),
        mounted(new InvocationDoor(handover, settings)),
        mounted(new FirehoseDoor(handover, settings, Clock.systemUTC())));
  }

  private static IngestDoor mounted(Door door) {
    return (header, query, body) -> {
      DoorAnswer answer = door.handle(header, query, body);
      return new Answer(answer.status(), answer.contentType(), answer.body(), answer.headers());
    };
  }
}
