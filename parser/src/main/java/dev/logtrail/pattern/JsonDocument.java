package dev.logtrail.pattern;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads a message as JSON: maps, lists, strings, Boolean, {@link Scalar}. */
final class JsonDocument {

  /** What is neither text nor a container. */
  enum Scalar {
    NULL
  }

  /**
   * A number as it is written; its value is computed only when asked for.
   *
   * @param text digits, sign, point and exponent
   */
  record Digits(String text) {}

  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonDocument() {}

  /** The object or array that is the whole message, or null if the message is no such thing. */
  static Object read(String message) {
    String text = message.strip();
    if (!text.startsWith("{") && !text.startsWith("[")) {
      return null;
    }
    try (JsonParser parser = FACTORY.createParser(text)) {
      parser.nextToken();
      Object value = value(parser);
      return parser.nextToken() == null ? value : null;
    } catch (IOException e) {
      // A line that is not JSON does not match a JSON pattern; it is no fault.
      return null;
    }
  }

  /** Jackson refuses more than 1,000 levels, so that the recursion ends. */
  private static Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        Map<String, Object> map = new HashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          parser.nextToken();
          map.put(name, value(parser));
        }
        yield map;
      }
      case START_ARRAY -> {
        List<Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          list.add(value(parser));
        }
        yield list;
      }
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Digits(parser.getText());
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      case VALUE_NULL -> Scalar.NULL;
      default -> parser.getText();
    };
  }
}
