package dev.logtrail.payload.carrier.prefix;

import java.util.Map;

/** Zones that tools write by name, in minutes east of UTC. Names that mean several are left out. */
final class ZoneNames {
  private static final int LONGEST = 5;
  private static final Map<String, Integer> MINUTES =
      Map.ofEntries(
          Map.entry("UTC", 0),
          Map.entry("GMT", 0),
          Map.entry("WET", 0),
          Map.entry("WEST", 60),
          Map.entry("CET", 60),
          Map.entry("CEST", 120),
          Map.entry("EET", 120),
          Map.entry("EEST", 180),
          Map.entry("MSK", 180),
          Map.entry("IST", 330),
          Map.entry("SGT", 480),
          Map.entry("HKT", 480),
          Map.entry("AWST", 480),
          Map.entry("JST", 540),
          Map.entry("KST", 540),
          Map.entry("AEST", 600),
          Map.entry("AEDT", 660),
          Map.entry("NZST", 720),
          Map.entry("NZDT", 780),
          Map.entry("BRT", -180),
          Map.entry("EDT", -240),
          Map.entry("EST", -300),
          Map.entry("CDT", -300),
          Map.entry("CST", -360),
          Map.entry("MDT", -360),
          Map.entry("MST", -420),
          Map.entry("PDT", -420),
          Map.entry("PST", -480));

  private ZoneNames() {}

  /** Where the word of letters that begins at {@code from} ends, if it can be a zone's name. */
  static int end(String s, int from) {
    int i = from;
    while (i < s.length() && i - from <= LONGEST && Character.isLetter(s.charAt(i))) {
      i++;
    }
    return i;
  }

  /** Minutes east of UTC, or null if that is no zone's name. */
  static Integer minutes(String s, int from, int to) {
    return to - from < 3 || to - from > LONGEST ? null : MINUTES.get(s.substring(from, to));
  }
}
