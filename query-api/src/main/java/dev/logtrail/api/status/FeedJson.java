package dev.logtrail.api.status;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.logtrail.api.render.JsonValues;
import dev.logtrail.api.render.Times;
import dev.logtrail.ingest.feed.FeedState;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** Feeds as the status shows them. */
final class FeedJson {
  private FeedJson() {}

  static void write(JsonGenerator out, List<FeedState> feeds) throws IOException {
    out.writeArrayFieldStart("feeds");
    for (FeedState feed : feeds) {
      out.writeStartObject();
      out.writeStringField("source", feed.source());
      out.writeStringField("name", feed.name());
      JsonValues.text(out, "connectedSince", Times.utc(feed.connectedSince()));
      JsonValues.text(out, "lastReadAt", Times.utc(feed.lastReadAt()));
      JsonValues.field(out, "lagMs", feed.lagMs());
      JsonValues.text(out, "lastError", feed.lastError());
      JsonValues.text(out, "lastErrorAt", Times.utc(feed.lastErrorAt()));
      JsonValues.text(out, "nextTryAt", Times.utc(feed.nextTryAt()));
      JsonValues.field(out, "counts", new TreeMap<>(feed.counts()));
      out.writeArrayFieldStart("parts");
      for (FeedState.Part part : feed.parts()) {
        out.writeStartObject();
        out.writeStringField("name", part.name());
        JsonValues.field(out, "lagMs", part.lagMs());
        out.writeNumberField("records", part.records());
        out.writeEndObject();
      }
      out.writeEndArray();
      backfill(out, feed.backfill());
      JsonValues.text(out, "endedAt", Times.utc(feed.endedAt()));
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void backfill(JsonGenerator out, FeedState.Backfill backfill) throws IOException {
    if (backfill == null) {
      out.writeNullField("backfill");
      return;
    }
    out.writeObjectFieldStart("backfill");
    out.writeStringField("unit", backfill.unit().name().toLowerCase(Locale.ROOT));
    out.writeNumberField("done", backfill.done());
    out.writeNumberField("total", backfill.total());
    JsonValues.field(out, "leftMs", backfill.leftMs());
    out.writeEndObject();
  }
}
