package dev.logtrail.otel;

import static dev.logtrail.otel.OtlpValues.attribute;
import static dev.logtrail.otel.OtlpValues.time;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.logtrail.trail.Entry;
import dev.logtrail.trail.ExceptionInfo;
import dev.logtrail.trail.Level;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Report;
import dev.logtrail.trail.Trail;
import dev.logtrail.trail.TrailHeader;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * OTLP's JSON of trails: {@code resourceSpans} with a span a request, and {@code resourceLogs} with
 * a record a line. Each trail is a resource of its own: function, version, environment.
 */
public final class OtlpJson {
  private static final String SCOPE = "logtrail";
  private static final int SERVER = 2;
  private static final int FAILED = 2;
  private static final long BYTES_PER_MB = 1L << 20;

  private OtlpJson() {}

  /**
   * A line of a trail.
   *
   * @param entry the line
   * @param uid what names it for ever
   */
  public record Line(Entry entry, String uid) {}

  /** A trail as an element of {@code resourceSpans}; it must be of a request. */
  public static void resourceSpan(JsonGenerator out, Trail trail, int attempt) throws IOException {
    out.writeStartObject();
    resource(out, trail.header());
    out.writeArrayFieldStart("scopeSpans");
    out.writeStartObject();
    scope(out);
    out.writeArrayFieldStart("spans");
    span(out, trail, attempt);
    out.writeEndArray();
    out.writeEndObject();
    out.writeEndArray();
    out.writeEndObject();
  }

  /** Lines of a trail as an element of {@code resourceLogs}. */
  public static void resourceLogs(JsonGenerator out, Trail trail, List<Line> lines)
      throws IOException {
    out.writeStartObject();
    resource(out, trail.header());
    out.writeArrayFieldStart("scopeLogs");
    out.writeStartObject();
    scope(out);
    out.writeArrayFieldStart("logRecords");
    for (Line line : lines) {
      record(out, trail.header(), line);
    }
    out.writeEndArray();
    out.writeEndObject();
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void scope(JsonGenerator out) throws IOException {
    out.writeObjectFieldStart("scope");
    out.writeStringField("name", SCOPE);
    out.writeEndObject();
  }

  private static void resource(JsonGenerator out, TrailHeader h) throws IOException {
    LogStream s = h.key().stream();
    out.writeObjectFieldStart("resource");
    out.writeArrayFieldStart("attributes");
    attribute(out, "service.name", h.functionName());
    attribute(out, "cloud.provider", "aws");
    attribute(out, "cloud.platform", "aws_lambda");
    attribute(out, "cloud.account.id", s.account());
    attribute(out, "cloud.region", s.region());
    attribute(
        out,
        "cloud.resource_id",
        "arn:aws:lambda:%s:%s:function:%s".formatted(s.region(), s.account(), h.functionName()));
    attribute(out, "faas.name", h.functionName());
    attribute(out, "faas.version", h.functionVersion());
    if (!s.logStream().isEmpty()) {
      attribute(out, "faas.instance", s.logStream());
      attribute(out, "aws.log.group.names", List.of(s.logGroup()));
      attribute(out, "aws.log.stream.names", List.of(s.logStream()));
    }
    Report r = h.report();
    if (r != null && r.memorySizeMb() != null) {
      attribute(out, "faas.max_memory", r.memorySizeMb() * BYTES_PER_MB);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void span(JsonGenerator out, Trail trail, int attempt) throws IOException {
    TrailHeader h = trail.header();
    out.writeStartObject();
    out.writeStringField("traceId", SpanIds.trace(h));
    out.writeStringField("spanId", SpanIds.span(h.key()));
    out.writeStringField("name", h.functionName());
    out.writeNumberField("kind", SERVER);
    long start = SpanTimes.start(h);
    time(out, "startTimeUnixNano", start);
    time(out, "endTimeUnixNano", SpanTimes.end(h));
    out.writeArrayFieldStart("attributes");
    attribute(out, "faas.invocation_id", h.key().requestId());
    attribute(out, "faas.coldstart", h.coldStart());
    attribute(out, "logtrail.outcome", h.outcome().word());
    attribute(out, "logtrail.attempt", attempt);
    attribute(out, "logtrail.execution", h.execution() == null ? null : h.execution().name());
    attribute(out, "logtrail.tenant_id", h.tenantId());
    attribute(out, "aws.xray.trace_id", h.traceId());
    report(out, h.report());
    out.writeEndArray();
    events(out, trail, start);
    out.writeObjectFieldStart("status");
    if (h.outcome().isFailure()) {
      out.writeNumberField("code", FAILED);
      out.writeStringField("message", h.outcome().word());
    }
    out.writeEndObject();
    out.writeEndObject();
  }

  private static void report(JsonGenerator out, Report r) throws IOException {
    if (r != null) {
      attribute(out, "aws.lambda.duration_ms", r.durationMs());
      attribute(out, "aws.lambda.billed_duration_ms", r.billedDurationMs());
      attribute(out, "aws.lambda.init_duration_ms", r.initDurationMs());
      attribute(out, "aws.lambda.max_memory_used_mb", r.maxMemoryUsedMb());
    }
  }

  private static void events(JsonGenerator out, Trail trail, long start) throws IOException {
    out.writeArrayFieldStart("events");
    for (Entry e : trail.entries()) {
      if (e.exception() != null) {
        out.writeStartObject();
        time(out, "timeUnixNano", e.timestamp() == null ? (Long) start : e.timestamp());
        out.writeStringField("name", "exception");
        out.writeArrayFieldStart("attributes");
        exception(out, e.exception());
        out.writeEndArray();
        out.writeEndObject();
      }
    }
    out.writeEndArray();
  }

  private static void exception(JsonGenerator out, ExceptionInfo x) throws IOException {
    attribute(out, "exception.type", x.type());
    attribute(out, "exception.message", x.message());
    if (!x.frames().isEmpty()) {
      attribute(out, "exception.stacktrace", String.join("\n", x.frames()));
    }
  }

  private static void record(JsonGenerator out, TrailHeader h, Line line) throws IOException {
    Entry e = line.entry();
    out.writeStartObject();
    time(out, "timeUnixNano", e.timestamp());
    time(out, "observedTimeUnixNano", e.timestamp() == null ? SpanTimes.end(h) : e.timestamp());
    if (e.level() != null) {
      out.writeNumberField("severityNumber", severity(e.level()));
      out.writeStringField("severityText", e.level().name());
    }
    out.writeObjectFieldStart("body");
    out.writeStringField("stringValue", e.message());
    out.writeEndObject();
    out.writeArrayFieldStart("attributes");
    attribute(out, "log.record.uid", line.uid());
    attribute(out, "faas.invocation_id", h.key().requestId());
    attribute(out, "logtrail.origin", e.origin().word());
    attribute(out, "logtrail.basis", e.basis().word());
    attribute(out, "logtrail.logger", e.logger());
    for (Map.Entry<String, Object> field : e.fields().entrySet()) {
      attribute(out, field.getKey(), field.getValue());
    }
    if (e.exception() != null) {
      exception(out, e.exception());
    }
    out.writeEndArray();
    if (!h.key().isEnvironment()) {
      out.writeStringField("traceId", SpanIds.trace(h));
      out.writeStringField("spanId", SpanIds.span(h.key()));
    }
    out.writeEndObject();
  }

  private static int severity(Level level) {
    return switch (level) {
      case TRACE -> 1;
      case DEBUG -> 5;
      case INFO -> 9;
      case WARN -> 13;
      case ERROR -> 17;
      case FATAL -> 21;
    };
  }
}
