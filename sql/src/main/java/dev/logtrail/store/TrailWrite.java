package dev.logtrail.store;

import java.util.List;

/**
 * One trail's part of a flush: the new version of the row and the segments that are new or changed.
 *
 * @param row the new row
 * @param segments segments to write; a segment of the same number is replaced
 * @param removedSegments numbers of segments that no longer exist
 */
public record TrailWrite(TrailRow row, List<TrailSegment> segments, List<Integer> removedSegments) {
  public TrailWrite {
    segments = List.copyOf(segments);
    removedSegments = List.copyOf(removedSegments);
  }
}
