package dev.logtrail.api.trails;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.logtrail.api.http.Answers;
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

  /** The media type by which a client asks for it; of what is written it is JSON. */
  String mediaType() {
    return this == OTLP ? "application/vnd.otlp+json" : "application/vnd.zipkin.v2+json";
  }

  /**
   * The form that an Accept header prefers to JSON and text; null if it names none.
   *
   * @param accept null if none was sent
   */
  static TraceFormat accepted(String accept) {
    TraceFormat best = null;
    double most = 0;
    for (TraceFormat format : values()) {
      double quality = Answers.named(accept, format.mediaType());
      if (quality > most) {
        best = format;
        most = quality;
      }
    }
    boolean other =
        Answers.named(accept, "application/json") > most
            || Answers.named(accept, "text/plain") > most;
    return other ? null : best;
  }

  abstract void write(JsonGenerator out, List<LoadedTrail> trails) throws IOException;

  /** As a parameter: lower case. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
