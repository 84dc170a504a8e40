package dev.logtrail.api.explain;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.logtrail.usual.Divergence;
import java.io.IOException;

/** The JSON of where a request first went another way. */
public final class DivergenceJson {
  private DivergenceJson() {}

  /** Writes a value: an object, or null. */
  public static void write(JsonGenerator out, Divergence d) throws IOException {
    if (d == null) {
      out.writeNull();
      return;
    }
    out.writeStartObject();
    out.writeNumberField("line", d.line());
    out.writeStringField("after", d.after());
    out.writeStringField("found", d.found());
    out.writeArrayFieldStart("usual");
    for (Divergence.Next next : d.usual()) {
      out.writeStartObject();
      out.writeStringField("template", next.template());
      out.writeNumberField("share", next.share());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeArrayFieldStart("missing");
    for (String template : d.missing()) {
      out.writeString(template);
    }
    out.writeEndArray();
    out.writeEndObject();
  }
}
