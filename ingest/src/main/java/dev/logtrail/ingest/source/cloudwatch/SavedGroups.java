package dev.logtrail.ingest.source.cloudwatch;

import dev.logtrail.ingest.source.SavedPositions;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the store holds of how far log groups are read. */
final class SavedGroups {
  private static final Logger LOG = LoggerFactory.getLogger(SavedGroups.class);
  static final String SOURCE = "cloudwatch-logs";

  private SavedGroups() {}

  static Map<String, GroupPosition> read(SavedPositions store) {
    Map<String, GroupPosition> positions = new HashMap<>();
    store
        .read(SOURCE)
        .forEach(
            (key, text) -> {
              try {
                positions.put(key, GroupPosition.parse(text));
              } catch (IllegalArgumentException e) {
                LOG.warn("The stored position of log group {}: {}", key, e.getMessage());
              }
            });
    return positions;
  }
}
