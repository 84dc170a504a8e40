package dev.logtrail.otel;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.logtrail.trail.Entry;
import dev.logtrail.trail.ExceptionInfo;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Trail;
import dev.logtrail.trail.TrailHeader;
import java.io.IOException;

/** Zipkin's second version of spans. */
public final class ZipkinJson {
  private static final long US_PER_MS = 1_000;

  private ZipkinJson() {}

  /** A trail of a request as an element of a trace, which is an array. */
  public static void span(JsonGenerator out, Trail trail, int attempt) throws IOException {
    TrailHeader h = trail.header();
    LogStream s = h.key().stream();
    out.writeStartObject();
    out.writeStringField("traceId", SpanIds.trace(h));
    out.writeStringField("id", SpanIds.span(h.key()));
    out.writeStringField("name", h.functionName());
    out.writeStringField("kind", "SERVER");
    out.writeNumberField("timestamp", SpanTimes.start(h) * US_PER_MS);
    // Zipkin knows no duration of 0.
    long us = (SpanTimes.end(h) - SpanTimes.start(h)) * US_PER_MS;
    out.writeNumberField("duration", Math.max(1, us));
    out.writeObjectFieldStart("localEndpoint");
    out.writeStringField("serviceName", h.functionName());
    out.writeEndObject();
    out.writeArrayFieldStart("annotations");
    ExceptionInfo last = null;
    for (Entry e : trail.entries()) {
      if (e.exception() != null) {
        last = e.exception();
        out.writeStartObject();
        long at = e.timestamp() == null ? SpanTimes.end(h) : e.timestamp();
        out.writeNumberField("timestamp", at * US_PER_MS);
        out.writeStringField("value", e.exception().type() + ": " + e.exception().message());
        out.writeEndObject();
      }
    }
    out.writeEndArray();
    out.writeObjectFieldStart("tags");
    out.writeStringField("faas.invocation_id", h.key().requestId());
    tag(out, "faas.coldstart", h.coldStart());
    tag(out, "faas.version", h.functionVersion());
    out.writeStringField("cloud.account.id", s.account());
    out.writeStringField("cloud.region", s.region());
    out.writeStringField("logtrail.outcome", h.outcome().word());
    out.writeStringField("logtrail.attempt", String.valueOf(attempt));
    if (h.outcome().isFailure()) {
      // Its presence says that the span failed.
      String why = last == null ? h.outcome().word() : last.type() + ": " + last.message();
      out.writeStringField("error", why);
    }
    out.writeEndObject();
    out.writeEndObject();
  }

  private static void tag(JsonGenerator out, String name, Object value) throws IOException {
    if (value != null) {
      out.writeStringField(name, value.toString());
    }
  }
}
