package dev.logtrail.api.trails;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.logtrail.api.load.TrailSearch;
import dev.logtrail.api.render.JsonValues;
import dev.logtrail.api.render.Times;
import dev.logtrail.store.SearchCandidates;
import java.io.IOException;

/** Says in an answer how far a search got, and how it went about it. */
final class SearchJson {
  private SearchJson() {}

  /** Writes the field {@code search}. */
  static void write(
      JsonGenerator out,
      ListParams params,
      SearchCandidates candidates,
      TrailSearch.Progress progress)
      throws IOException {
    out.writeObjectFieldStart("search");
    out.writeStringField("pattern", params.pattern().toString());
    out.writeNumberField("trails", progress.trails());
    out.writeNumberField("events", progress.events());
    out.writeNumberField("notNarrowed", progress.unindexed());
    JsonValues.field(out, "candidates", candidates.isCounted() ? candidates.trailCount() : null);
    JsonValues.text(out, "reachedAt", Times.utc(progress.reachedAt()));
    out.writeBooleanField("complete", progress.complete());
    out.writeNumberField("tookMs", progress.tookMs());
    if (params.explain()) {
      out.writeStringField("plan", plan(params, candidates));
    }
    out.writeEndObject();
  }

  private static String plan(ListParams params, SearchCandidates candidates) {
    String order = params.query().newestFirst() ? "newest" : "oldest";
    return describe(candidates)
        + " What is left after the other filters is read "
        + order
        + " first, and each of its events and each line of its log result is tested against the"
        + " pattern, until the limit is reached. 'function', 'from' and 'to' make it read less.";
  }

  private static String describe(SearchCandidates candidates) {
    if (!candidates.isLimited()) {
      return "The pattern names no whole word that every match must have, so that no filter of"
          + " words can help: every trail may match.";
    }
    if (!candidates.isCounted()) {
      return "Filters of words leave out most trails without them.";
    }
    String unindexed =
        candidates.unindexedDays() == 0
            ? ""
            : " and all trails of "
                + candidates.unindexedDays()
                + " days (too many to name, or their filters are not made yet)";
    return "Filters of words ("
        + candidates.blocks()
        + " blocks of them) leave "
        + candidates.trailCount()
        + " trails"
        + unindexed
        + ".";
  }
}
