package dev.logtrail.api.trails;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.logtrail.api.load.LoadedTrail;
import dev.logtrail.api.render.EntryJson;
import dev.logtrail.api.render.TrailJson;
import dev.logtrail.api.render.TrailPreview;
import dev.logtrail.api.render.TrailText;
import dev.logtrail.cost.CostEstimator;
import dev.logtrail.store.ListedTrail;
import dev.logtrail.trail.Entry;
import java.io.IOException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

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
    EntryJson.inColours(out, t.trail().entries(), 0);
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
  static void text(Appendable out, List<LoadedTrail> trails, ZoneId zone, boolean colours)
      throws IOException {
    TrailText text = new TrailText(zone, colours);
    boolean first = true;
    for (LoadedTrail t : trails) {
      if (!first) {
        out.append('\n');
      }
      first = false;
      text.write(out, t.trail(), t.attempt());
    }
  }

  /** Writes the messages of the trails' events as they came, each on lines of its own. */
  static void raw(Appendable out, List<LoadedTrail> trails) throws IOException {
    for (LoadedTrail t : trails) {
      Map<String, String> byEvent = new HashMap<>();
      t.texts()
          .get()
          .filter(r -> r.eventId() != null)
          .forEach(r -> byEvent.put(r.eventId(), r.text()));
      for (Entry entry : t.trail().entries()) {
        if (entry.eventIds().isEmpty()) {
          line(out, entry.message()); // Known from a log result alone.
        }
        for (String id : entry.eventIds()) {
          line(out, byEvent.getOrDefault(id, ""));
        }
      }
    }
  }

  private static void line(Appendable out, String message) throws IOException {
    out.append(message);
    if (!message.endsWith("\n")) {
      out.append('\n');
    }
  }
}
