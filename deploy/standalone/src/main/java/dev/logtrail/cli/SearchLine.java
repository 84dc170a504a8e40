package dev.logtrail.cli;

import dev.logtrail.text.JsonTree;
import java.util.Map;

/**
 * One line of a search's answer: a trail, or on the last how far the search got.
 *
 * @param isLast whether it is the last
 * @param text what people read
 */
record SearchLine(boolean isLast, String text) {

  static SearchLine read(String json) {
    Map<String, Object> line = JsonTree.object(json);
    if (line == null) {
      return new SearchLine(false, json);
    }
    if (line.get("search") instanceof Map<?, ?> search) {
      return new SearchLine(true, progress(search));
    }
    return new SearchLine(
        false,
        "%s  %-13s  %s  %s"
            .formatted(
                line.get("startedAt"),
                line.get("outcome"),
                line.get("requestId") == null ? "-" : line.get("requestId"),
                line.get("functionName")));
  }

  private static String progress(Map<?, ?> search) {
    boolean complete = Boolean.TRUE.equals(search.get("complete"));
    String looked =
        "%s requests with %s events looked at in %s ms"
            .formatted(search.get("trails"), search.get("events"), search.get("tookMs"));
    return complete
        ? looked + "; these are all."
        : looked + ", back to " + search.get("reachedAt") + "; there is more before it (--to).";
  }
}
