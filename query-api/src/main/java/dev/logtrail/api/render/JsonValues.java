package dev.logtrail.api.render;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.logtrail.text.JsonText;
import dev.logtrail.trail.Execution;
import java.io.IOException;

/** Writes fields of the answers, and text that may itself be JSON. */
public final class JsonValues {

  private JsonValues() {}

  /** A string field, or null where there is none. */
  public static void text(JsonGenerator out, String name, String value) throws IOException {
    out.writeFieldName(name);
    if (value == null) {
      out.writeNull();
    } else {
      out.writeString(value);
    }
  }

  /** An execution as a value; null where there is none. */
  public static void execution(JsonGenerator out, Execution execution) throws IOException {
    if (execution == null) {
      out.writeNull();
      return;
    }
    out.writeStartObject();
    out.writeStringField("kind", execution.kind().word());
    out.writeStringField("name", execution.name());
    text(out, "id", execution.id());
    out.writeStringField("arn", execution.arn());
    out.writeEndObject();
  }

  /** A field of any of JSON's types. Maps and lists are written through and through. */
  public static void field(JsonGenerator out, String name, Object value) throws IOException {
    out.writeFieldName(name);
    JsonText.write(out, value);
  }

  /** The JSON that a text holds, embedded; a text that is not JSON, as a string; null as null. */
  static void embedded(JsonGenerator out, String text) throws IOException {
    if (text == null) {
      out.writeNull();
    } else if (!isJson(text)) {
      out.writeString(text);
    } else {
      try (JsonParser in = JsonText.FACTORY.createParser(text)) {
        in.nextToken();
        out.copyCurrentStructureExact(in);
      }
    }
  }

  private static boolean isJson(String text) {
    try (JsonParser in = JsonText.FACTORY.createParser(text)) {
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
