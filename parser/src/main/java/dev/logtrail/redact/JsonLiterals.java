package dev.logtrail.redact;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.logtrail.text.JsonTree;
import java.io.IOException;

/**
 * Rewrites the names, strings and numbers of a JSON object inside a text; every other character
 * stays as it is, and JSON stays JSON.
 */
final class JsonLiterals {
  private JsonLiterals() {}

  /** Says what a string or number becomes. */
  interface Change {
    /**
     * The new value; the same object if it stays.
     *
     * @param key the name it stands under, also in an array; null for names themselves
     */
    String of(String key, String value);
  }

  /**
   * The text with changed literals; null if what begins at {@code from} is not exactly one JSON
   * object, or array, up to white space at the end.
   */
  static String rewrite(String text, int from, Change change) {
    StringBuilder out = new StringBuilder(text.length()).append(text, 0, from);
    int copied = from;
    try (JsonParser p = JsonTree.JSON.createParser(text.substring(from))) {
      int depth = 0;
      for (JsonToken token = p.nextToken(); token != null; token = p.nextToken()) {
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        boolean name = token == JsonToken.FIELD_NAME;
        if (name || token == JsonToken.VALUE_STRING || token.isNumeric()) {
          int start = from + (int) p.currentTokenLocation().getCharOffset();
          String value = p.getText();
          String changed = change.of(name ? null : key(p.getParsingContext()), value);
          if (!changed.equals(value)) {
            out.append(text, copied, start).append('"');
            out.append(JsonStringEncoder.getInstance().quoteAsString(changed)).append('"');
            copied = token.isNumeric() ? start + value.length() : endOfString(text, start);
          }
        }
        if (depth == 0) {
          break;
        }
      }
      return depth == 0 && p.nextToken() == null
          ? out.append(text, copied, text.length()).toString()
          : null;
    } catch (IOException e) {
      return null;
    }
  }

  private static String key(JsonStreamContext context) {
    JsonStreamContext at = context;
    while (at != null && at.inArray()) {
      at = at.getParent();
    }
    return at == null ? null : at.getCurrentName();
  }

  private static int endOfString(String text, int start) {
    int i = start + 1;
    while (text.charAt(i) != '"') {
      i += text.charAt(i) == '\\' ? 2 : 1;
    }
    return i + 1;
  }
}
