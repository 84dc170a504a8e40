package dev.logtrail.payload.carrier;

import com.fasterxml.jackson.core.JsonParser;
import dev.logtrail.payload.bytes.Bytes;
import dev.logtrail.payload.bytes.JsonDocuments;
import dev.logtrail.payload.bytes.JsonInput;
import dev.logtrail.trail.LogStream;
import java.io.IOException;

/**
 * Looks through the beginning of an input for what carries its events, so that those before the
 * platform's first line are taken out, too.
 */
final class RecordLearner implements JsonDocuments.Handler {
  private final LogStream defaults;
  private final ToolRecords tools;

  RecordLearner(LogStream defaults, ToolRecords tools) {
    this.defaults = defaults;
    this.tools = tools;
  }

  @Override
  public void object(JsonParser p, JsonDocuments documents) throws IOException {
    String json = JsonInput.compact(p);
    boolean mark = json.contains("RequestId: ") || json.contains("\\\"type\\\":\\\"platform.");
    if (mark && json.equals(ApiEvent.of(json, defaults, tools).message())) {
      ForeignRecords.in(json, defaults, tools);
    }
  }

  @Override
  public void malformed(String complaint, Bytes stretch) {
    // Reading it says so.
  }
}
