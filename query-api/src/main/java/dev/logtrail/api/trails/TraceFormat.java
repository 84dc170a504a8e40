package dev.logtrail.api.trails;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.logtrail.api.load.LoadedTrail;
import dev.logtrail.otel.OtlpJson;
import dev.logtrail.otel.ZipkinJson;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Forms of a trace that other tools read; trails of environments are no spans. */
enum TraceFormat {
  /** OpenTelemetry's TracesData. */
  OTLP {
    @Override
    void write(JsonGenerator out, List<LoadedTrail> trails) throws IOException {
      out.writeStartObject();
      out.writeArrayFieldStart("resourceSpans");
      for (LoadedTrail t : trails) {
        if (!t.trail().header().key().isEnvironment()) {
          OtlpJson.resourceSpan(out, t.trail(), t.attempt());
        }
      }
      out.writeEndArray();
      out.writeEndObject();
    }
  },

  /** An array of Zipkin's second version of spans. */
  ZIPKIN {
    @Override
    void write(JsonGenerator out, List<LoadedTrail> trails) throws IOException {
      out.writeStartArray();
      for (LoadedTrail t : trails) {
        if (!t.trail().header().key().isEnvironment()) {
          ZipkinJson.span(out, t.trail(), t.attempt());
        }
      }
      out.writeEndArray();
    }
  };

  abstract void write(JsonGenerator out, List<LoadedTrail> trails) throws IOException;

  /** As a parameter: lower case. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
