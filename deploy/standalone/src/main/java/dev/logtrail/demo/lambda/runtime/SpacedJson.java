package dev.logtrail.demo.lambda.runtime;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import dev.logtrail.text.JsonText;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** JSON text of maps, lists, text, numbers and booleans, with the spacing of two languages. */
public final class SpacedJson {
  private SpacedJson() {}

  /** Without spaces, as JavaScript and the platform write it. */
  public static String compact(Object value) {
    return write(value, new MinimalPrettyPrinter(""));
  }

  /** With a space after each comma and colon, as Python writes it. */
  static String spaced(Object value) {
    return write(value, new PythonSpacing());
  }

  /**
   * A map in the order given; a null value leaves its key out.
   *
   * @param keysAndValues key, value, key, value…
   */
  public static Map<String, Object> map(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      if (keysAndValues[i + 1] != null) {
        map.put((String) keysAndValues[i], keysAndValues[i + 1]);
      }
    }
    return map;
  }

  private static String write(Object value, MinimalPrettyPrinter spacing) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JsonText.FACTORY.createGenerator(text)) {
      json.setPrettyPrinter(spacing);
      JsonText.write(json, value);
    } catch (IOException e) {
      throw new UncheckedIOException("a StringWriter does not fail", e);
    }
    return text.toString();
  }

  private static final class PythonSpacing extends MinimalPrettyPrinter {
    @Override
    public void writeObjectFieldValueSeparator(JsonGenerator json) throws IOException {
      json.writeRaw(": ");
    }

    @Override
    public void writeObjectEntrySeparator(JsonGenerator json) throws IOException {
      json.writeRaw(", ");
    }

    @Override
    public void writeArrayValueSeparator(JsonGenerator json) throws IOException {
      json.writeRaw(", ");
    }
  }
}
