package dev.logtrail.api.load;

import dev.logtrail.reading.TrailReading;
import dev.logtrail.store.ListedTrail;
import dev.logtrail.structured.convention.Conventions;
import dev.logtrail.trail.Outcome;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.TrailHeader;
import java.util.EnumSet;
import java.util.Set;

/** The header of a listed trail as its log result completes it, told without reading its events. */
public final class ListedHeader {
  private ListedHeader() {}

  /**
   * The header to show for a listed trail.
   *
   * @param conventions by which lines that are JSON are read, where only a log result came
   */
  public static TrailHeader of(ListedTrail t, Conventions conventions) {
    if (t.invocation() == null) {
      return t.row().header();
    }
    if (t.row().trailId() == 0) {
      return TrailReading.ofLogResult(t.invocation(), conventions).header();
    }
    return completed(t.row().header(), t.invocation().functionError() != null);
  }

  private static TrailHeader completed(TrailHeader h, boolean failed) {
    Set<Source> sources = EnumSet.of(Source.LOG_RESULT);
    sources.addAll(h.sources());
    boolean says = h.outcome() != Outcome.SUCCESS && h.outcome() != Outcome.UNKNOWN;
    return h.toBuilder()
        .outcome(failed && !says ? Outcome.ERROR : h.outcome())
        .sources(sources)
        .build();
  }
}
