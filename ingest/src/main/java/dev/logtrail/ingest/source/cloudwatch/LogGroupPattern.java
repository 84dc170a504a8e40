package dev.logtrail.ingest.source.cloudwatch;

import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of log groups: a name in which {@code *} stands for any characters.
 *
 * @param region the region in which they are; null for that of the settings
 * @param glob such as {@code /aws/lambda/*}
 */
record LogGroupPattern(String region, String glob) implements Serializable {
  private static final Pattern ARN =
      Pattern.compile("arn:aws[a-z-]*:logs:([a-z0-9-]+):[0-9]*:log-group:(.+?)(:\\*)?");
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_/.#*-]{1,512}");

  /**
   * Reads what a user wrote.
   *
   * @throws IllegalArgumentException if it cannot be a log group; the message says what would be
   *     right
   */
  static LogGroupPattern parse(String text) {
    Matcher arn = ARN.matcher(text);
    String region = arn.matches() ? arn.group(1) : null;
    String glob = region == null ? text : arn.group(2);
    if (!NAME.matcher(glob).matches()) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is no log group; right would be a name such as /aws/lambda/orders, a pattern such"
              + " as '/aws/lambda/*', or an ARN with either");
    }
    return new LogGroupPattern(region, glob);
  }

  /** What all names begin with; AWS lists by it. */
  String prefix() {
    int star = glob.indexOf('*');
    return star < 0 ? glob : glob.substring(0, star);
  }

  /** Whether a name fits; in time that grows with the name, whatever the pattern. */
  boolean matches(String name) {
    int g = 0;
    int n = 0;
    int star = -1;
    int retry = 0;
    while (n < name.length()) {
      if (g < glob.length() && glob.charAt(g) == '*') {
        star = g++;
        retry = n;
      } else if (g < glob.length() && glob.charAt(g) == name.charAt(n)) {
        g++;
        n++;
      } else if (star >= 0) {
        g = star + 1;
        n = ++retry;
      } else {
        return false;
      }
    }
    while (g < glob.length() && glob.charAt(g) == '*') {
      g++;
    }
    return g == glob.length();
  }
}
