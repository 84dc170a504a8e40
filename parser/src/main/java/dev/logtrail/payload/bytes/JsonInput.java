package dev.logtrail.payload.bytes;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.logtrail.limit.DeliveryLimits;
import dev.logtrail.text.FaultText;
import java.io.IOException;
import java.io.StringWriter;

/** The one JSON factory, and what several decoders ask of a parser. */
public final class JsonInput {
  /**
   * Depth, number and name lengths keep Jackson's own limits (1,000, 1,000, 50,000); strings may be
   * far longer than an event, so that one event over its limit does not cost the others, and not so
   * long that one fills the memory. The bytes are UTF-8: what looks like another encoding is
   * malformed.
   */
  public static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(DeliveryLimits.JSON_TEXT_CHARS)
                  .build())
          .build();

  private JsonInput() {}

  public static JsonParser parser(Bytes bytes) throws IOException {
    return FACTORY.createParser(bytes.array(), bytes.from(), bytes.length());
  }

  /**
   * The current value as text: a string's own, a number's or boolean's as written, an object or
   * array as compact JSON, null as null. Leaves the parser on the value's last token.
   */
  public static String text(JsonParser p) throws IOException {
    JsonToken token = p.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return null;
    }
    return token.isStructStart() ? compact(p) : p.getText();
  }

  /** The current value as compact JSON, numbers digit by digit as they were. */
  public static String compact(JsonParser p) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(text)) {
      int depth = 0;
      while (true) {
        copyToken(p, out);
        depth += p.currentToken().isStructStart() ? 1 : p.currentToken().isStructEnd() ? -1 : 0;
        if (depth == 0) {
          break;
        }
        p.nextToken();
      }
    }
    return text.toString();
  }

  private static void copyToken(JsonParser p, JsonGenerator out) throws IOException {
    if (p.currentToken().isNumeric()) {
      out.writeNumber(p.getText()); // copyCurrentEvent would write 1e400 in another way
    } else {
      out.copyCurrentEvent(p);
    }
  }

  /** What the parser complains about and where, on one line. */
  static String complaint(JsonProcessingException e) {
    String at = e.getLocation() == null ? "" : " at byte " + e.getLocation().getByteOffset();
    return FaultText.ofJson(e) + at;
  }
}
