package dev.logtrail.structured.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/** Writes the JSON values that lines carried. */
public final class JsonText {
  private static final JsonFactory JSON = new JsonFactory();

  private JsonText() {}

  /** A value (Map, List, String, Number, Boolean, null) as compact JSON text. */
  public static String write(Object value) {
    StringWriter out = new StringWriter();
    try (JsonGenerator g = JSON.createGenerator(out)) {
      write(g, value);
    } catch (IOException e) {
      throw new UncheckedIOException("a StringWriter does not fail", e);
    }
    return out.toString();
  }

  /** A JSON text on one line, without the white space between its parts. */
  public static String compact(String json) {
    if (json.indexOf('\n') < 0 && json.indexOf('\r') < 0) {
      return json;
    }
    StringWriter out = new StringWriter(json.length());
    try (JsonParser p = JsonTree.JSON.createParser(json);
        JsonGenerator g = JSON.createGenerator(out)) {
      p.nextToken();
      g.copyCurrentStructureExact(p);
    } catch (IOException notJson) {
      return json;
    }
    return out.toString();
  }

  private static void write(JsonGenerator g, Object value) throws IOException {
    if (value instanceof Map<?, ?> map) {
      g.writeStartObject();
      for (Map.Entry<?, ?> e : map.entrySet()) {
        g.writeFieldName(String.valueOf(e.getKey()));
        write(g, e.getValue());
      }
      g.writeEndObject();
    } else if (value instanceof List<?> list) {
      g.writeStartArray();
      for (Object item : list) {
        write(g, item);
      }
      g.writeEndArray();
    } else if (value instanceof Number number) {
      number(g, number);
    } else if (value instanceof Boolean flag) {
      g.writeBoolean(flag);
    } else {
      g.writeString(value == null ? null : value.toString());
    }
  }

  private static void number(JsonGenerator g, Number number) throws IOException {
    if (number instanceof BigDecimal decimal) {
      g.writeNumber(decimal);
    } else if (number instanceof BigInteger big) {
      g.writeNumber(big);
    } else if (number instanceof Double || number instanceof Float) {
      g.writeNumber(number.doubleValue());
    } else {
      g.writeNumber(number.longValue());
    }
  }
}
