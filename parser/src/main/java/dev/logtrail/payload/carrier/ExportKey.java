package dev.logtrail.payload.carrier;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of what an export task of CloudWatch Logs writes: {@code prefix/task/stream/000000.gz},
 * lines of text with their times. Of the stream's name each slash is a dash there.
 *
 * @param prefix what stands before the task; empty if nothing does
 * @param stream the log stream
 */
public record ExportKey(String prefix, String stream) {
  private static final Pattern KEY =
      Pattern.compile(
          "(?:(.*)/)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/([^/]+)/[0-9]{6}(?:\\.gz)?");
  private static final Pattern DATED = Pattern.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})-(.+)");

  /** What a key or a path tells; null if it is none of an export task. */
  public static ExportKey of(String path) {
    Matcher key = KEY.matcher(path);
    if (!key.matches()) {
      return null;
    }
    Matcher dated = DATED.matcher(key.group(2));
    String stream =
        dated.matches()
            ? "%s/%s/%s/%s"
                .formatted(dated.group(1), dated.group(2), dated.group(3), dated.group(4))
            : key.group(2);
    return new ExportKey(key.group(1) == null ? "" : key.group(1), stream);
  }
}
