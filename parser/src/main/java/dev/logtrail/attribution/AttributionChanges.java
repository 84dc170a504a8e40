package dev.logtrail.attribution;

import dev.logtrail.line.LineFacts;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailKey;
import java.util.List;
import java.util.Map;

/**
 * What one delivery changes.
 *
 * @param moves events that are new, or that go to another trail or get another basis
 * @param interrupted for each request at hand: whether another started although it never reported
 */
public record AttributionChanges(List<Move> moves, Map<TrailKey, Boolean> interrupted) {

  /**
   * One event that is new or goes elsewhere.
   *
   * @param from the trail it was in; null for a new event
   * @param to the trail it belongs to now
   * @param event the event as it stands there
   * @param facts what its message says for itself
   */
  public record Move(TrailKey from, TrailKey to, TrailEvent event, LineFacts facts) {}
}
