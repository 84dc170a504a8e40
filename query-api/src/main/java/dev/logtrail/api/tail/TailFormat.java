package dev.logtrail.api.tail;

import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * How the data of live tail events is written.
 *
 * @param text the readable form; else JSON
 * @param colours ANSI colours in the readable form
 * @param zone the zone of its times
 */
record TailFormat(boolean text, boolean colours, ZoneId zone) {
  /** The trail as JSON. */
  static final TailFormat JSON = new TailFormat(false, false, ZoneOffset.UTC);
}
