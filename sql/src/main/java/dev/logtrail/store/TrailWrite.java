package dev.logtrail.store;

import dev.logtrail.trail.TrailEvent;
import java.util.List;

/**
 * One trail's part of a flush: the new version of the row and the segments that are new or changed.
 *
 * @param row the new row
 * @param segments segments to write; a segment of the same number is replaced
 * @param removedSegments numbers of segments that no longer exist
 * @param added events that no stored version of the trail held: at least those in {@code segments}
 */
public record TrailWrite(
    TrailRow row,
    List<TrailSegment> segments,
    List<Integer> removedSegments,
    List<TrailEvent> added) {
  public TrailWrite {
    segments = List.copyOf(segments);
    removedSegments = List.copyOf(removedSegments);
    added = List.copyOf(added);
  }
}
