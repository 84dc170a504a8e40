package dev.logtrail.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;

/**
 * Writes values of JSON's types: Map, Iterable, String, Number, Boolean, null and {@link RawJson};
 * of any other type its {@code toString()} as a string. Numbers that JSON lacks (NaN, the
 * infinities) become strings.
 */
public final class JsonText {
  /** The factory of whatever is written; safe to share among threads. */
  public static final JsonFactory FACTORY = new JsonFactory();

  /** The fields of an object. */
  public interface Fields {
    /** Writes them to {@code out}, and does not close it. */
    void write(JsonGenerator out) throws IOException;
  }

  private JsonText() {}

  /** A value as compact JSON text. */
  public static String write(Object value) {
    return text(out -> write(out, value));
  }

  /** An object as compact JSON text. */
  public static String object(Fields fields) {
    return text(out -> object(out, fields));
  }

  /** An object as compact JSON in UTF-8. */
  public static byte[] objectBytes(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
      object(out, fields);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return bytes.toByteArray();
  }

  /** A JSON text on one line, without the white space between its parts. */
  public static String compact(String json) {
    if (json.indexOf('\n') < 0 && json.indexOf('\r') < 0) {
      return json;
    }
    StringWriter text = new StringWriter(json.length());
    try (JsonParser in = JsonTree.JSON.createParser(json);
        JsonGenerator out = FACTORY.createGenerator(text)) {
      in.nextToken();
      out.copyCurrentStructureExact(in);
    } catch (IOException notJson) {
      return json;
    }
    return text.toString();
  }

  /** Writes a value to {@code out}, maps and lists through and through. */
  public static void write(JsonGenerator out, Object value) throws IOException {
    if (value instanceof Map<?, ?> map) {
      out.writeStartObject();
      for (Map.Entry<?, ?> e : map.entrySet()) {
        out.writeFieldName(String.valueOf(e.getKey()));
        write(out, e.getValue());
      }
      out.writeEndObject();
    } else if (value instanceof Iterable<?> list) {
      out.writeStartArray();
      for (Object item : list) {
        write(out, item);
      }
      out.writeEndArray();
    } else if (value instanceof Number number) {
      number(out, number);
    } else if (value instanceof Boolean flag) {
      out.writeBoolean(flag);
    } else if (value instanceof RawJson raw) {
      out.writeRawValue(raw.text());
    } else {
      out.writeString(value == null ? null : value.toString());
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

  private static void object(JsonGenerator out, Fields fields) throws IOException {
    out.writeStartObject();
    fields.write(out);
    out.writeEndObject();
  }

  private static String text(Fields value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(text)) {
      value.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return text.toString();
  }
}
