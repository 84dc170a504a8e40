package dev.logtrail.otel;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.logtrail.text.RawJson;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;

/** Attributes and times as OTLP's JSON has them. */
final class OtlpValues {
  private static final long NS_PER_MS = 1_000_000;

  private OtlpValues() {}

  /** Nanoseconds since 1970 as text, for they are wider than a browser's integers. */
  static void time(JsonGenerator out, String name, Long epochMs) throws IOException {
    if (epochMs != null) {
      out.writeStringField(name, Long.toString(epochMs * NS_PER_MS));
    }
  }

  /** An attribute; one without a value is left out. */
  static void attribute(JsonGenerator out, String key, Object value) throws IOException {
    if (value != null) {
      out.writeStartObject();
      out.writeStringField("key", key);
      out.writeFieldName("value");
      value(out, value);
      out.writeEndObject();
    }
  }

  private static void value(JsonGenerator out, Object value) throws IOException {
    out.writeStartObject();
    if (value instanceof Map<?, ?> map) {
      out.writeObjectFieldStart("kvlistValue");
      out.writeArrayFieldStart("values");
      for (Map.Entry<?, ?> e : map.entrySet()) {
        attribute(out, String.valueOf(e.getKey()), e.getValue());
      }
      out.writeEndArray();
      out.writeEndObject();
    } else if (value instanceof Iterable<?> list) {
      out.writeObjectFieldStart("arrayValue");
      out.writeArrayFieldStart("values");
      for (Object item : list) {
        value(out, item == null ? "" : item);
      }
      out.writeEndArray();
      out.writeEndObject();
    } else {
      scalar(out, value);
    }
    out.writeEndObject();
  }

  private static void scalar(JsonGenerator out, Object value) throws IOException {
    boolean whole = value instanceof Integer || value instanceof Long;
    if (whole || value instanceof BigInteger i && i.bitLength() < Long.SIZE) {
      out.writeStringField("intValue", value.toString());
    } else if (value instanceof Boolean b) {
      out.writeBooleanField("boolValue", b);
    } else if (value instanceof Double d && Double.isFinite(d)) {
      out.writeNumberField("doubleValue", d);
    } else if (value instanceof BigDecimal d && Double.isFinite(d.doubleValue())) {
      out.writeNumberField("doubleValue", d.doubleValue());
    } else if (value instanceof RawJson raw) {
      out.writeStringField("stringValue", raw.text());
    } else {
      out.writeStringField("stringValue", value.toString());
    }
  }
}
