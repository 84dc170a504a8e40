package dev.logtrail.demo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** Reads JSON into maps and lists, so that tests can look at it. */
public final class TestJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private TestJson() {}

  /** The one object that a text holds; a null in it reads as the text {@code null}. */
  public static Map<String, Object> object(byte[] json) {
    try (JsonParser parser = FACTORY.createParser(json)) {
      Map<String, Object> object = fields(parser, parser.nextToken());
      if (parser.nextToken() != null) {
        throw new IllegalArgumentException("something stands behind the object");
      }
      return object;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] gunzip(byte[] bytes) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The {@code logEvents} of a subscription payload. */
  static List<Map<String, Object>> events(Map<String, Object> payload) {
    List<Map<String, Object>> events = new ArrayList<>();
    for (Object event : (List<?>) payload.get("logEvents")) {
      Map<String, Object> copy = new LinkedHashMap<>();
      ((Map<?, ?>) event).forEach((key, value) -> copy.put((String) key, value));
      events.add(copy);
    }
    return events;
  }

  private static Map<String, Object> fields(JsonParser parser, JsonToken first) throws IOException {
    if (first != JsonToken.START_OBJECT) {
      throw new IllegalArgumentException("not an object: " + first);
    }
    Map<String, Object> object = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      object.put(key, value(parser, parser.nextToken()));
    }
    return object;
  }

  private static Object value(JsonParser parser, JsonToken token) throws IOException {
    return switch (token) {
      case START_OBJECT -> fields(parser, token);
      case START_ARRAY -> {
        List<Object> list = new ArrayList<>();
        for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
          list.add(value(parser, t));
        }
        yield list;
      }
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
      case VALUE_NULL -> "null";
      default -> parser.getText();
    };
  }
}
