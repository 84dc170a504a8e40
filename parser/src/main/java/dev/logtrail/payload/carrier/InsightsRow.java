package dev.logtrail.payload.carrier;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.logtrail.payload.bytes.JsonInput;
import dev.logtrail.payload.carrier.prefix.CarrierTime;
import dev.logtrail.payload.decoding.Decoding;
import dev.logtrail.payload.decoding.Names;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import java.io.IOException;

/** A row of {@code aws logs get-query-results}: an array of {@code {"field","value"}}. */
final class InsightsRow {
  private InsightsRow() {}

  /** Reads a row from its START_ARRAY to its end; null if it has no message. */
  static ApiEvent read(JsonParser p, Decoding decoding) throws IOException {
    LogStream defaults = decoding.defaults();
    String message = null;
    String stream = defaults.logStream();
    String group = defaults.logGroup();
    String account = defaults.account();
    long time = LogEvent.UNKNOWN_TIME;
    while (p.nextToken() != JsonToken.END_ARRAY) {
      String field = null;
      String value = null;
      if (p.currentToken() == JsonToken.START_OBJECT) {
        for (String key = p.nextFieldName(); key != null; key = p.nextFieldName()) {
          p.nextToken();
          String text = JsonInput.text(p);
          field = key.equals("field") ? text : field;
          value = key.equals("value") ? text : value;
        }
      } else {
        p.skipChildren();
      }
      if (field == null || value == null) {
        continue;
      }
      switch (field) {
        case "@message" -> message = value;
        case "@timestamp" -> {
          CarrierTime told = CarrierTime.at(value, 0);
          time = told == null ? time : told.epochMs();
        }
        case "@logStream" -> stream = value;
        case "@log" -> {
          int colon = value.indexOf(':');
          account = colon > 0 ? value.substring(0, colon) : account;
          group = Names.firstNonBlank(value.substring(colon + 1), group);
        }
        default -> {}
      }
    }
    if (message == null) {
      return null;
    }
    String whole = message.endsWith("\n") ? message.substring(0, message.length() - 1) : message;
    return new ApiEvent(
        new LogStream(account, defaults.region(), group, stream), null, time, whole);
  }
}
