package dev.logtrail.job.assemble;

import dev.logtrail.store.StoredTrail;
import dev.logtrail.store.TrailWriter;
import dev.logtrail.structured.convention.Conventions;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailKey;
import java.util.List;

/**
 * Makes drafts and says where they wait.
 *
 * @param writer gives new trails their ids
 * @param pending the next flush
 */
record DraftMaker(
    TrailWriter writer, PendingFlush pending, TrailLimits limits, Conventions conventions) {

  /** A trail that is not stored yet; its day is that of its first event. */
  TrailDraft create(TrailKey key, TrailEvent first) {
    long firstTime = Math.max(0, first.event().timestamp());
    return TrailDraft.create(key, writer.nextTrailId(), firstTime, limits, conventions);
  }

  /** A stored trail whose events become others. */
  TrailDraft revise(StoredTrail stored, List<TrailEvent> events) {
    return TrailDraft.revise(stored, events, limits, conventions);
  }

  /** Counts what the draft's limits have refused. */
  void noteRefused(TrailDraft draft) {
    draft.takeRefused().forEach(pending::refused);
  }
}
