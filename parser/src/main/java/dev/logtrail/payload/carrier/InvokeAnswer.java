package dev.logtrail.payload.carrier;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.logtrail.payload.bytes.JsonInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What {@code aws lambda invoke --log-type Tail} prints: the end of the log in base64. */
final class InvokeAnswer {
  static final String KEY = "\"LogResult\"";

  private InvokeAnswer() {}

  /** The log; null if the object is no such answer. */
  static String log(String json) throws IOException {
    String log = null;
    boolean status = false;
    try (JsonParser p = JsonInput.FACTORY.createParser(json)) {
      p.nextToken();
      for (String key = p.nextFieldName(); key != null; key = p.nextFieldName()) {
        boolean text = p.nextToken() == JsonToken.VALUE_STRING;
        log = text && key.equals("LogResult") ? p.getText() : log;
        status |= key.equals("StatusCode") || key.equals("ExecutedVersion");
        p.skipChildren();
      }
    }
    try {
      byte[] bytes = log == null || !status ? null : Base64.getMimeDecoder().decode(log);
      // Records in JSON have no line break of their own.
      return bytes == null
          ? null
          : new String(bytes, StandardCharsets.UTF_8).replace("}{\"time", "}\n{\"time");
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
  }
}
