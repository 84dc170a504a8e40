package dev.logtrail.payload.carrier.prefix;

/** Tells the names of Lambda's log streams: {@code YYYY/MM/DD/…[version]…}. */
public final class StreamNames {
  private static final int DATE = "2026/11/20/".length();
  private static final int LONGEST = 600;

  private static final String PROVIDER = "/managed-instances";

  private StreamNames() {}

  /** Whether the word from {@code from} to {@code to} is one. */
  public static boolean isStream(String s, int from, int to) {
    if (isOfProvider(s, from, to)) {
      return true;
    }
    if (to - from < DATE + 3 || to - from > LONGEST) {
      return false;
    }
    for (int i = 0; i < DATE; i++) {
      char c = s.charAt(from + i);
      boolean slash = i == 4 || i == 7 || i == 10;
      if (slash ? c != '/' : c < '0' || c > '9') {
        return false;
      }
    }
    int open = s.indexOf('[', from);
    return open >= from + DATE
        && open < to
        && s.indexOf(']', open) < to
        && s.indexOf(']', open) > 0;
  }

  /** {@code NAME/managed-instances}, the stream of a capacity provider's own log. */
  private static boolean isOfProvider(String s, int from, int to) {
    int name = to - PROVIDER.length();
    return name > from && to - from <= LONGEST && s.startsWith(PROVIDER, name);
  }
}
