package dev.logtrail.attribution;

import java.util.Map;
import java.util.Objects;

/**
 * What is known of a stream beside the events at hand.
 *
 * @param format the format established by earlier markers
 * @param managed whether it is a Managed Instance, where position proves nothing
 * @param startsBefore for each request id at hand, how many starts of it came before these events;
 *     missing means none
 */
record AttributionContext(StreamFormat format, boolean managed, Map<String, Integer> startsBefore) {

  /** Nothing: the events begin where the stream begins. */
  static final AttributionContext NOTHING =
      new AttributionContext(StreamFormat.UNKNOWN, false, Map.of());

  AttributionContext {
    Objects.requireNonNull(format, "format");
    startsBefore = Map.copyOf(startsBefore);
  }
}
