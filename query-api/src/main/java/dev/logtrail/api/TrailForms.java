package dev.logtrail.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.logtrail.cost.CostEstimator;
import dev.logtrail.store.ListedTrail;
import dev.logtrail.structured.Conventions;
import dev.logtrail.trail.Trail;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.List;

/** Writes stored trails in the forms that answers have: JSON whole or header only, and text. */
final class TrailForms {
  private final Conventions conventions;
  private final CostEstimator costs;

  TrailForms(ApiParts parts) {
    this.conventions = parts.conventions();
    this.costs = parts.costs();
  }

  /** A trail with its entries, as an object. */
  void whole(JsonGenerator out, LoadedTrail t) throws IOException {
    out.writeStartObject();
    TrailJson.stored(out, t, costs);
    EntryJson.entries(out, t.trail().entries(), 0);
    out.writeEndObject();
  }

  /** A trail's header, as an object. */
  void listed(JsonGenerator out, ListedTrail t) throws IOException {
    out.writeStartObject();
    TrailJson.trailId(out, t.row().trailId());
    TrailJson.header(
        out,
        ListedHeader.of(t, conventions),
        t.invocation(),
        t.attempt(),
        t.row().trailId() == 0 ? 0 : t.row().revision(),
        costs);
    out.writeEndObject();
  }

  /** A trail's header, as a line to read. */
  void listed(Appendable out, ListedTrail t, boolean colours) throws IOException {
    Trail trail = new Trail(ListedHeader.of(t, conventions), List.of(), t.invocation());
    text(colours).header(out, trail, t.attempt());
  }

  /** A trail with its entries, to read. */
  static void whole(Appendable out, LoadedTrail t, boolean colours) throws IOException {
    text(colours).write(out, t.trail(), t.attempt());
  }

  /** A trail with its entries, to read, and an empty line that parts it from the next. */
  static String whole(LoadedTrail t, boolean colours) throws IOException {
    StringBuilder text = new StringBuilder();
    whole(text, t, colours);
    return text.append('\n').toString();
  }

  private static TrailText text(boolean colours) {
    return new TrailText(ZoneOffset.UTC, colours);
  }
}
