package dev.logtrail.payload.carrier.notation;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.logtrail.payload.bytes.Bytes;
import dev.logtrail.payload.bytes.JsonInput;
import java.io.IOException;

/**
 * Lines of which each is a string of JSON or an array, as {@code jq -c} prints them; a single
 * string is the text that it holds.
 */
final class JsonLines {
  private JsonLines() {}

  /** One array of all of them, or the text of a single string; null if they are something else. */
  static String rewritten(Bytes text) {
    StringBuilder array = new StringBuilder("[");
    int lines = 0;
    int start = 0;
    while (start < text.length()) {
      int nl = text.indexOf('\n', start);
      int end = nl < 0 ? text.length() : nl;
      Bytes line = text.slice(start, end).trimmed();
      start = end + 1;
      if (line.isEmpty()) {
        continue;
      }
      if (line.at(0) != '"' && line.at(0) != '[' || !isValue(line)) {
        return null;
      }
      array.append(lines++ == 0 ? "" : ",").append(line.text());
    }
    if (lines == 1) {
      return text.at(0) == '"' ? string(text) : null; // an array is JSON as it is
    }
    return array.append(']').toString();
  }

  private static boolean isValue(Bytes line) {
    try (JsonParser p = JsonInput.parser(line)) {
      p.nextToken();
      p.skipChildren();
      return p.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }

  private static String string(Bytes line) {
    try (JsonParser p = JsonInput.parser(line)) {
      return p.nextToken() == JsonToken.VALUE_STRING ? p.getText() : null;
    } catch (IOException e) {
      return null;
    }
  }
}
