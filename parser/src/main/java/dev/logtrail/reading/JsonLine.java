package dev.logtrail.reading;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.logtrail.line.Levels;
import dev.logtrail.trail.ExceptionInfo;
import dev.logtrail.trail.Level;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A structured line: its well-known columns apart, everything else kept as fields with its JSON
 * type.
 *
 * @param level the level it names, or null
 * @param logger the logger it names, or null
 * @param message its message; the line itself where it has none
 * @param fields what is left
 * @param exception the exception it tells of, or null
 */
record JsonLine(
    Level level,
    String logger,
    String message,
    Map<String, Object> fields,
    ExceptionInfo exception) {
  private static final JsonFactory JSON = new JsonFactory();
  private static final List<String> MESSAGE = List.of("message", "msg", "@m", "@mt", "event");
  private static final List<String> LEVEL =
      List.of("level", "severity", "levelname", "log.level", "@l", "Level");
  private static final List<String> LOGGER =
      List.of("logger", "logger_name", "loggerName", "log.logger");

  /** The line's parts, or null if {@code text} is not one JSON object. */
  static JsonLine read(String text) {
    if (text.isEmpty() || text.charAt(0) != '{') {
      return null;
    }
    Map<String, Object> fields = parse(text);
    return fields == null ? null : of(text, fields);
  }

  private static JsonLine of(String text, Map<String, Object> all) {
    Map<String, Object> fields = new LinkedHashMap<>(all);
    Level level = null;
    for (String key : LEVEL) {
      if (level == null && fields.get(key) instanceof String word && Levels.of(word) != null) {
        level = Levels.of(word);
        fields.remove(key);
      }
    }
    String logger = take(fields, LOGGER);
    ExceptionInfo exception = JsonException.read(fields);
    if (fields.get("log_level") instanceof String word) {
      level = Levels.of(word);
    }
    String message = message(text, fields, exception);
    return new JsonLine(level, logger, message, fields, exception);
  }

  private static String message(String text, Map<String, Object> fields, ExceptionInfo exception) {
    for (String key : MESSAGE) {
      Object value = fields.get(key);
      if (value instanceof String s) {
        fields.remove(key);
        return ReadEvent.normalized(s);
      }
      if (value != null) {
        return JsonText.write(value);
      }
    }
    boolean named = exception != null && exception.type() != null;
    return named
        ? exception.type() + (exception.message() == null ? "" : ": " + exception.message())
        : text;
  }

  private static String take(Map<String, Object> fields, List<String> keys) {
    for (String key : keys) {
      if (fields.get(key) instanceof String s) {
        fields.remove(key);
        return s;
      }
    }
    return null;
  }

  private static Map<String, Object> parse(String text) {
    try (JsonParser p = JSON.createParser(text)) {
      p.nextToken();
      Map<String, Object> object = object(p);
      return p.nextToken() == null ? object : null;
    } catch (IOException notJson) {
      return null;
    }
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

  private static List<Object> array(JsonParser p) throws IOException {
    List<Object> array = new ArrayList<>();
    while (p.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(p));
    }
    return array;
  }
}
