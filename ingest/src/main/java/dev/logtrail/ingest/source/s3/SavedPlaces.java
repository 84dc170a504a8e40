package dev.logtrail.ingest.source.s3;

import dev.logtrail.ingest.source.SavedPositions;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the store holds of which objects are read. */
final class SavedPlaces {
  static final String SOURCE = "s3";
  private static final Logger LOG = LoggerFactory.getLogger(SavedPlaces.class);

  private SavedPlaces() {}

  static Map<String, S3Position> read(SavedPositions store) {
    Map<String, S3Position> positions = new HashMap<>();
    store
        .read(SOURCE)
        .forEach(
            (place, text) -> {
              try {
                positions.put(place, S3Position.parse(text));
              } catch (IllegalArgumentException e) {
                // One position that cannot be read costs that place a re-read.
                LOG.warn("The stored position of {}: {}", place, e.getMessage());
              }
            });
    return positions;
  }
}
