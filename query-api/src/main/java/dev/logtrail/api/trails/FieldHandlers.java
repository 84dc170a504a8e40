package dev.logtrail.api.trails;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.logtrail.api.http.Answers;
import dev.logtrail.api.http.Caller;
import dev.logtrail.api.http.QueryParams;
import dev.logtrail.api.load.LoadedTrail;
import dev.logtrail.api.load.TrailLists;
import dev.logtrail.api.load.TrailLoader;
import dev.logtrail.api.load.TrailParts;
import dev.logtrail.limit.ServerLimits;
import dev.logtrail.store.TrailReader;
import dev.logtrail.structured.convention.Conventions;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/**
 * Answers which fields the structured lines of the newest requests carry, and with which values, so
 * that a filter box can complete them.
 */
public final class FieldHandlers {
  private static final Set<String> KNOWN = Set.of("function", "account", "region", "from", "to");

  private final TrailReader reader;
  private final Conventions conventions;
  private final Clock clock;

  /**
   * Answers from a store.
   *
   * @param conventions by which lines that are JSON are read
   * @param clock for times relative to now
   */
  public FieldHandlers(TrailReader reader, Conventions conventions, Clock clock) {
    this.reader = reader;
    this.conventions = conventions;
    this.clock = clock;
  }

  /** Names and values, those of most lines first. */
  public void fields(Context ctx) throws IOException {
    QueryParams params = new QueryParams(ctx.queryParamMap(), KNOWN, clock);
    TrailLoader loader = new TrailLoader(Caller.of(ctx).view(reader), conventions);
    TrailLists lists = new TrailLists(Caller.of(ctx).view(reader), loader);
    List<TrailLists.Item> newest =
        lists.page(ListParams.query(params, ServerLimits.FIELDS_TRAILS)).items().stream()
            .filter(i -> i.listed().row().rawBytes() <= ServerLimits.PREVIEWED_TRAIL_BYTES)
            .toList();
    FieldCounts counts = new FieldCounts();
    TrailParts trails = new TrailParts(loader, newest);
    long began = System.nanoTime();
    int read = 0;
    while (System.nanoTime() - began < ServerLimits.FIELDS_MS * 1_000_000 && trails.hasNext()) {
      LoadedTrail trail = trails.next();
      trail.trail().entries().forEach(counts::add);
      read++;
    }
    int looked = read;
    Answers.json(ctx, out -> write(out, counts, looked));
  }

  private static void write(JsonGenerator out, FieldCounts counts, int trails) throws IOException {
    out.writeStartObject();
    out.writeNumberField("trails", trails);
    out.writeArrayFieldStart("fields");
    for (FieldCounts.Count name : counts.names()) {
      out.writeStartObject();
      out.writeStringField("name", (String) name.of());
      out.writeNumberField("lines", name.lines());
      out.writeArrayFieldStart("values");
      for (FieldCounts.Count value : counts.values((String) name.of())) {
        out.writeStartObject();
        out.writeFieldName("value");
        value(out, value.of());
        out.writeNumberField("lines", value.lines());
        out.writeEndObject();
      }
      out.writeEndArray();
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void value(JsonGenerator out, Object value) throws IOException {
    if (value instanceof Boolean known) {
      out.writeBoolean(known);
    } else if (value instanceof Number) {
      out.writeNumber(value.toString());
    } else {
      out.writeString((String) value);
    }
  }
}
