package dev.logtrail.api.render;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;

/** Writes loose values as JSON: fields of structured lines, and text that may itself be JSON. */
public final class JsonValues {

  /** One factory for all; it is thread-safe. */
  public static final JsonFactory FACTORY = new JsonFactory();

  /** Something that writes JSON. */
  public interface Body {
    /** Writes to {@code out}, and does not close it. */
    void write(JsonGenerator out) throws IOException;
  }

  private JsonValues() {}

  /** An object in memory with the fields that {@code fields} writes. */
  public static byte[] bytes(Body fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
      out.writeStartObject();
      fields.write(out);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return bytes.toByteArray();
  }

  /** A string field, or null where there is none. */
  public static void text(JsonGenerator out, String name, String value) throws IOException {
    out.writeFieldName(name);
    if (value == null) {
      out.writeNull();
    } else {
      out.writeString(value);
    }
  }

  /** A field of any of JSON's types. Maps and lists are written through and through. */
  public static void field(JsonGenerator out, String name, Object value) throws IOException {
    out.writeFieldName(name);
    value(out, value);
  }

  /** A value of any of JSON's types; of other types its text. */
  static void value(JsonGenerator out, Object value) throws IOException {
    if (value == null) {
      out.writeNull();
    } else if (value instanceof Boolean b) {
      out.writeBoolean(b);
    } else if (value instanceof Number n) {
      number(out, n);
    } else if (value instanceof Map<?, ?> map) {
      out.writeStartObject();
      for (Map.Entry<?, ?> e : map.entrySet()) {
        field(out, String.valueOf(e.getKey()), e.getValue());
      }
      out.writeEndObject();
    } else if (value instanceof Iterable<?> list) {
      out.writeStartArray();
      for (Object item : list) {
        value(out, item);
      }
      out.writeEndArray();
    } else {
      out.writeString(String.valueOf(value));
    }
  }

  /** The JSON that a text holds, embedded; a text that is not JSON, as a string; null as null. */
  static void embedded(JsonGenerator out, String text) throws IOException {
    if (text == null) {
      out.writeNull();
    } else if (!isJson(text)) {
      out.writeString(text);
    } else {
      try (JsonParser in = FACTORY.createParser(text)) {
        in.nextToken();
        out.copyCurrentStructureExact(in);
      }
    }
  }

  private static void number(JsonGenerator out, Number n) throws IOException {
    if (n instanceof Integer || n instanceof Long || n instanceof Short || n instanceof Byte) {
      out.writeNumber(n.longValue());
    } else if (n instanceof BigInteger i) {
      out.writeNumber(i);
    } else if (n instanceof BigDecimal d) {
      out.writeNumber(d);
    } else if (Double.isFinite(n.doubleValue())) {
      out.writeNumber(n.doubleValue());
    } else {
      out.writeString(n.toString());
    }
  }

  private static boolean isJson(String text) {
    try (JsonParser in = FACTORY.createParser(text)) {
      if (in.nextToken() == null) {
        return false;
      }
      in.skipChildren();
      return in.nextToken() == null;
    } catch (IOException e) {
      return false; // Not an error: functions return whatever they like.
    }
  }
}
