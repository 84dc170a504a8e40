package dev.logtrail.api.stats;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.logtrail.api.render.Times;
import dev.logtrail.store.stats.FunctionSummary;
import dev.logtrail.store.stats.StoredSize;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How much is stored of each function, found by the function. */
final class StoredSizes {
  private StoredSizes() {}

  /** By {@link #key}. */
  static Map<String, StoredSize> byFunction(List<StoredSize> sizes) {
    Map<String, StoredSize> byFunction = new HashMap<>();
    sizes.forEach(s -> byFunction.put(key(s.functionName(), s.account(), s.region()), s));
    return byFunction;
  }

  /** Names a function. */
  static String key(FunctionSummary f) {
    return key(f.functionName(), f.account(), f.region());
  }

  private static String key(String function, String account, String region) {
    return function + "\n" + account + "\n" + region;
  }

  /** The size as JSON; null where nothing is counted yet. */
  static void write(JsonGenerator out, StoredSize size) throws IOException {
    if (size == null) {
      out.writeNull();
      return;
    }
    out.writeStartObject();
    out.writeNumberField("requests", size.requests());
    out.writeNumberField("events", size.events());
    out.writeNumberField("rawBytes", size.rawBytes());
    out.writeStringField("oldestAt", Times.utc(size.oldestAt()));
    out.writeEndObject();
  }
}
