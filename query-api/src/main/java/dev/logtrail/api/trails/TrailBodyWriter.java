package dev.logtrail.api.trails;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.logtrail.api.load.LoadedTrail;
import dev.logtrail.api.render.EntryJson;
import dev.logtrail.api.render.TrailJson;
import dev.logtrail.api.render.TrailPreview;
import dev.logtrail.api.render.TrailText;
import dev.logtrail.cost.CostEstimator;
import dev.logtrail.store.ListedTrail;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;

/** Writes trails into answers: whole or their headers alone, as JSON or readable. */
final class TrailBodyWriter {
  private final CostEstimator costs;

  TrailBodyWriter(CostEstimator costs) {
    this.costs = costs;
  }

  /** A trail with its entries. */
  void whole(JsonGenerator out, LoadedTrail t) throws IOException {
    out.writeStartObject();
    TrailJson.stored(out, t.trailId(), t.trail(), t.attempt(), t.revision(), costs);
    EntryJson.entries(out, t.trail().entries(), 0);
    out.writeEndObject();
  }

  /** Trails with their entries, as field {@code trails}. */
  void trails(JsonGenerator out, Iterator<LoadedTrail> trails) throws IOException {
    out.writeArrayFieldStart("trails");
    while (trails.hasNext()) {
      whole(out, trails.next());
    }
    out.writeEndArray();
  }

  /** A trail's header. */
  void listed(JsonGenerator out, ListedTrail t) throws IOException {
    out.writeStartObject();
    header(out, t);
    out.writeEndObject();
  }

  /** A trail's header and the line that tells most of it; null if there is none. */
  void previewed(JsonGenerator out, ListedTrail t, TrailPreview preview) throws IOException {
    out.writeStartObject();
    header(out, t);
    EntryJson.preview(out, preview);
    out.writeEndObject();
  }

  private void header(JsonGenerator out, ListedTrail t) throws IOException {
    TrailJson.trailId(out, t.row().trailId());
    TrailJson.header(out, t.row().header(), t.invocation(), t.attempt(), t.row().revision(), costs);
  }

  /** Writes trails in the readable form, a blank line between two. */
  static void text(Appendable out, List<LoadedTrail> trails, boolean colours) throws IOException {
    TrailText text = new TrailText(ZoneOffset.UTC, colours);
    boolean first = true;
    for (LoadedTrail t : trails) {
      if (!first) {
        out.append('\n');
      }
      first = false;
      text.write(out, t.trail(), t.attempt());
    }
  }
}
