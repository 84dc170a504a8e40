package dev.logtrail.ingest.source.cloudwatch;

import dev.logtrail.trail.Invocation;
import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of log groups: a name in which {@code *} stands for any characters.
 *
 * @param account whose they are; null for any account that is read
 * @param region the region in which they are; null for that of the settings
 * @param glob such as {@code /aws/lambda/*}
 */
record LogGroupPattern(String account, String region, String glob) implements Serializable {
  private static final Pattern ARN =
      Pattern.compile("arn:aws[a-z-]*:logs:([a-z0-9-]*):([0-9]{12}|\\*?):log-group:(.+?)(:\\*)?");
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_/.#*-]{1,512}");

  /**
   * Reads what a user wrote.
   *
   * @throws IllegalArgumentException if it cannot be a log group; the message says what would be
   *     right
   */
  static LogGroupPattern parse(String text) {
    Matcher arn = ARN.matcher(text);
    boolean isArn = arn.matches();
    String glob = isArn ? arn.group(3) : text;
    if (!NAME.matcher(glob).matches()) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is no log group; right would be a name such as /aws/lambda/orders, a pattern"
              + " such as '/aws/lambda/*', or an ARN with either, such as"
              + " 'arn:aws:logs:eu-west-1:123456789012:log-group:/aws/lambda/*'");
    }
    return isArn
        ? new LogGroupPattern(named(arn.group(2)), named(arn.group(1)), glob)
        : new LogGroupPattern(null, null, glob);
  }

  private static String named(String part) {
    return part.isEmpty() || part.equals("*") ? null : part;
  }

  /** Whether a group is one of them. */
  boolean matches(LogGroup group) {
    boolean anyAccount =
        account == null
            || account.equals(group.account())
            || group.account().equals(Invocation.UNKNOWN_ACCOUNT);
    return anyAccount && (region == null || region.equals(group.region())) && matches(group.name());
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
