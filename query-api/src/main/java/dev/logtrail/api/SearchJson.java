package dev.logtrail.api;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Says in an answer how far a search got, and how it went about it. */
final class SearchJson {
  private SearchJson() {}

  /** Writes the field {@code search}. */
  static void write(JsonGenerator out, ListParams params, TrailSearch.Progress progress)
      throws IOException {
    out.writeObjectFieldStart("search");
    out.writeStringField("pattern", params.pattern().toString());
    out.writeNumberField("trails", progress.trails());
    out.writeNumberField("events", progress.events());
    // No index of words is kept: every trail that the other filters leave is read.
    out.writeNumberField("notNarrowed", progress.trails());
    JsonValues.text(out, "reachedAt", Times.utc(progress.reachedAt()));
    out.writeBooleanField("complete", progress.complete());
    out.writeNumberField("tookMs", progress.tookMs());
    if (params.explain()) {
      out.writeStringField("plan", plan(params));
    }
    out.writeEndObject();
  }

  private static String plan(ListParams params) {
    String order = params.query().newestFirst() ? "newest" : "oldest";
    return "Trails are listed "
        + order
        + " first by the other filters; the events of each are read and tested against the pattern"
        + " until the limit is reached. 'function', 'from' and 'to' make it read less.";
  }
}
