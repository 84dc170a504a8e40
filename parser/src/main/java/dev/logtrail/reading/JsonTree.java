package dev.logtrail.reading;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a JSON text into maps, lists and plain values. */
final class JsonTree {
  private static final JsonFactory JSON = new JsonFactory();

  private JsonTree() {}

  /** The object that {@code text} is, white space around it aside; null if it is none. */
  static Map<String, Object> object(String text) {
    try (JsonParser p = JSON.createParser(text)) {
      Map<String, Object> object = p.nextToken() == JsonToken.START_OBJECT ? object(p) : null;
      return p.nextToken() == null ? object : null;
    } catch (IOException notJson) {
      return null;
    }
  }

  /** The string that {@code text} is as JSON; null if it is none. */
  static String string(String text) {
    try (JsonParser p = JSON.createParser(text)) {
      String string = p.nextToken() == JsonToken.VALUE_STRING ? p.getText() : null;
      return p.nextToken() == null ? string : null;
    } catch (IOException notJson) {
      return null;
    }
  }

  private static Object value(JsonParser p) throws IOException {
    return switch (p.currentToken()) {
      case START_OBJECT -> object(p);
      case START_ARRAY -> array(p);
      case VALUE_STRING -> p.getText();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> p.getNumberValue();
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      default -> null;
    };
  }

  private static Map<String, Object> object(JsonParser p) throws IOException {
    Map<String, Object> object = new LinkedHashMap<>();
    while (p.nextToken() == JsonToken.FIELD_NAME) {
      String name = p.currentName();
      p.nextToken();
      object.put(name, value(p));
    }
    return object;
  }

  private static List<Object> array(JsonParser p) throws IOException {
    List<Object> array = new ArrayList<>();
    while (p.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(p));
    }
    return array;
  }
}
