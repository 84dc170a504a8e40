package dev.logtrail.api.load;

import dev.logtrail.api.render.TrailPreview;
import dev.logtrail.pattern.FilterPattern;
import dev.logtrail.trail.EventId;
import dev.logtrail.trail.Trail;
import java.time.LocalDate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A trail read from the store, with what the store knows beside it.
 *
 * @param trail header, entries, invocation
 * @param attempt rank by start among the attempts of its request id, from 1; 0 for an environment
 *     trail
 * @param revision of the stored trail
 * @param epoch of its writer; with the revision it names one content
 * @param trailId its id
 * @param day its partition
 * @param texts what filter patterns are tested on: each raw event, and each line of the log result
 */
public record LoadedTrail(
    Trail trail,
    int attempt,
    long revision,
    long epoch,
    long trailId,
    LocalDate day,
    Supplier<Stream<RawText>> texts) {

  /** The same trail with its rank among the attempts. */
  LoadedTrail ranked(int rank) {
    return new LoadedTrail(trail, rank, revision, epoch, trailId, day, texts);
  }

  /** Whether a line of it was only shown by Live Tail so far. No entry is made to tell. */
  public boolean isProvisional() {
    return texts.get().anyMatch(t -> t.eventId() != null && EventId.isOfLiveTail(t.eventId()));
  }

  /**
   * The line that tells most of it.
   *
   * @param pattern what was searched for; null if nothing was
   * @return null if there is none
   */
  public TrailPreview preview(FilterPattern pattern) {
    String matched =
        pattern == null
            ? null
            : texts
                .get()
                .filter(t -> t.eventId() != null && pattern.matches(t.text()))
                .map(RawText::eventId)
                .findFirst()
                .orElse(null);
    return TrailPreview.of(trail, matched, pattern);
  }
}
