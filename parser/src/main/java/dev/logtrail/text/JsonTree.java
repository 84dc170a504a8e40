package dev.logtrail.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.logtrail.limit.EventLimits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a JSON object into maps and lists, in one pass and in order. Types are kept: String,
 * Boolean, null, Integer, Long or BigInteger, Double where it is printed as it was written, else
 * BigDecimal. Of equal keys the last counts. Python's NaN and Infinity are taken as strings; line
 * breaks and tabs inside strings are let through.
 *
 * <p>Limits: below {@value EventLimits#JSON_LEVELS} levels and after {@value
 * EventLimits#JSON_VALUES} values, objects and arrays are kept as their JSON text; keys of the line
 * itself beyond {@value EventLimits#JSON_KEYS} are left out and counted under {@value #TRUNCATED}.
 */
public final class JsonTree {
  /** Where a line says how many of its keys were left out. */
  public static final String TRUNCATED = "_truncated";

  /** By this is read what lines hold of JSON: all that loggers of any language write. */
  public static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .build();

  private final String text;
  private final JsonParser parser;
  private int values;

  private JsonTree(String text, JsonParser parser) {
    this.text = text;
    this.parser = parser;
  }

  /** The object that {@code text} is, white space around it aside; null if it is anything else. */
  public static Map<String, Object> object(String text) {
    if (!mayBeObject(text)) {
      return null;
    }
    try (JsonParser p = JSON.createParser(text)) {
      return p.nextToken() == JsonToken.START_OBJECT ? new JsonTree(text, p).whole() : null;
    } catch (IOException notJson) {
      return null; // plain text then, which loses nothing
    }
  }

  /** The string that {@code text} is as JSON; null if it is anything else. */
  public static String string(String text) {
    try (JsonParser p = JSON.createParser(text)) {
      String string = p.nextToken() == JsonToken.VALUE_STRING ? p.getText() : null;
      return p.nextToken() == null ? string : null;
    } catch (IOException notJson) {
      return null;
    }
  }

  /** The object that {@code text} is; tells where it is not JSON. */
  public static Map<String, Object> objectOrThrow(String text) throws IOException {
    try (JsonParser p = JSON.createParser(text)) {
      return p.nextToken() == JsonToken.START_OBJECT ? new JsonTree(text, p).whole() : null;
    }
  }

  /** A nested object of a line, as the fields of a line. */
  @SuppressWarnings("unchecked") // Every map here was made by object(int), with names for keys.
  public static Map<String, Object> fields(Map<?, ?> object) {
    return (Map<String, Object>) object;
  }

  private static boolean mayBeObject(String text) {
    int from = 0;
    int to = text.length() - 1;
    while (from < to && text.charAt(from) <= ' ') {
      from++;
    }
    while (to > from && text.charAt(to) <= ' ') {
      to--;
    }
    return from < to && text.charAt(from) == '{' && text.charAt(to) == '}';
  }

  private Map<String, Object> whole() throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    int left = 0;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      if (fields.size() < EventLimits.JSON_KEYS || fields.containsKey(name)) {
        fields.put(name, value(1));
      } else {
        parser.skipChildren();
        left++;
      }
    }
    if (left > 0) {
      fields.putIfAbsent(TRUNCATED, left);
    }
    return parser.nextToken() == null ? fields : null;
  }

  private Object value(int depth) throws IOException {
    values++;
    return switch (parser.currentToken()) {
      case START_OBJECT -> isOver(depth) ? asText() : object(depth + 1);
      case START_ARRAY -> isOver(depth) ? asText() : array(depth + 1);
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> parser.getNumberValue();
      case VALUE_NUMBER_FLOAT -> decimal();
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      default -> null;
    };
  }

  private boolean isOver(int depth) {
    return depth >= EventLimits.JSON_LEVELS || values > EventLimits.JSON_VALUES;
  }

  private Map<String, Object> object(int depth) throws IOException {
    Map<String, Object> object = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      object.put(name, value(depth));
    }
    return object;
  }

  private List<Object> array(int depth) throws IOException {
    List<Object> array = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(depth));
    }
    return array;
  }

  private String asText() throws IOException {
    int from = (int) parser.currentTokenLocation().getCharOffset();
    parser.skipChildren();
    return text.substring(from, (int) parser.currentLocation().getCharOffset());
  }

  /**
   * A Double where it is written as it was; what has more digits, zeros or an exponent keeps them.
   */
  private Object decimal() throws IOException {
    if (parser.isNaN()) {
      return parser.getText();
    }
    int length = parser.getTextLength();
    char[] digits = parser.getTextCharacters();
    int end = parser.getTextOffset() + length;
    boolean zeros = digits[end - 1] == '0' && digits[end - 2] != '.';
    if (length > 16 || zeros || !isPlain(digits, parser.getTextOffset(), end)) {
      return exact();
    }
    double number = parser.getDoubleValue();
    double size = Math.abs(number);
    return size >= 1e-3 && size < 1e7 ? (Object) number : exact();
  }

  private static boolean isPlain(char[] digits, int from, int to) {
    for (int i = from; i < to; i++) {
      if (digits[i] == 'e' || digits[i] == 'E') {
        return false;
      }
    }
    return true;
  }

  private Object exact() throws IOException {
    try {
      return parser.getDecimalValue();
    } catch (NumberFormatException | ArithmeticException beyond) {
      return parser.getText(); // an exponent no number holds
    }
  }
}
