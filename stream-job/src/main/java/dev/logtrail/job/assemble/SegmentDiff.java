package dev.logtrail.job.assemble;

import dev.logtrail.store.TrailSegment;
import dev.logtrail.trail.TrailEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What of a trail's stored segments is still right, now that its events are known to be others.
 *
 * @param kept the segments' events as they are to be, by number; empty ones left out
 * @param changed numbers of kept segments that differ from what is stored
 * @param emptied numbers of segments with nothing left
 * @param added events that no stored segment holds
 */
record SegmentDiff(
    Map<Integer, List<TrailEvent>> kept,
    Set<Integer> changed,
    List<Integer> emptied,
    List<TrailEvent> added) {

  static SegmentDiff of(List<TrailSegment> stored, List<TrailEvent> events) {
    Map<String, TrailEvent> wanted = new HashMap<>();
    events.forEach(e -> wanted.put(e.event().id(), e));
    Map<Integer, List<TrailEvent>> kept = new TreeMap<>();
    Set<Integer> changed = new TreeSet<>();
    List<Integer> emptied = new ArrayList<>();
    for (TrailSegment segment : stored) {
      List<TrailEvent> now = new ArrayList<>();
      for (TrailEvent event : segment.events()) {
        TrailEvent as = wanted.remove(event.event().id());
        if (as != null) {
          now.add(as);
        }
      }
      if (now.isEmpty()) {
        emptied.add(segment.segNo());
      } else {
        kept.put(segment.segNo(), now);
        if (!now.equals(segment.events())) {
          changed.add(segment.segNo());
        }
      }
    }
    List<TrailEvent> added = wanted.values().stream().sorted(TrailEvent.ORDER).toList();
    return new SegmentDiff(kept, changed, emptied, added);
  }
}
