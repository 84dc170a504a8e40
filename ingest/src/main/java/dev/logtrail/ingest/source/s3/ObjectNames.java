package dev.logtrail.ingest.source.s3;

import dev.logtrail.payload.carrier.text.Carrier;
import dev.logtrail.trail.LogStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an object's key tells of the events in it. Export tasks of CloudWatch Logs write {@code
 * prefix/task/stream/000000.gz}, lines of text with their times, and put a dash for each slash of
 * the stream's name.
 *
 * @param stream names for what the events do not tell; the group is empty if nothing tells it
 * @param carrier how the text is written; null to find out
 */
record ObjectNames(LogStream stream, Carrier carrier) {
  private static final Pattern EXPORT =
      Pattern.compile(
          "(?<path>.*?)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/(?<stream>[^/]+)/[0-9]{6}(?:\\.gz)?");
  private static final Pattern DATED = Pattern.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})-(.+)");
  private static final Pattern GROUP = Pattern.compile("(?:^|/)(aws/lambda/[^/]+)(?:/|$)");

  /** What CloudWatch Logs and S3 put beside the objects that hold events. */
  static boolean holdsNoEvents(S3Object object) {
    return object.bytes() == 0
        || object.key().endsWith("/")
        || object.key().endsWith("aws-logs-write-test");
  }

  /** What a key tells. */
  static ObjectNames of(S3Location location, String account, String region, String key) {
    Matcher export = EXPORT.matcher(key);
    boolean isExport = export.matches();
    String stream =
        isExport ? stream(export.group("stream")) : key.substring(key.lastIndexOf('/') + 1);
    String group = location.logGroup();
    if (group == null) {
      Matcher lambda = GROUP.matcher(isExport ? export.group("path") : key);
      group = lambda.find() ? "/" + lambda.group(1) : "";
    }
    return new ObjectNames(
        new LogStream(account, region, group, stream), isExport ? Carrier.TIME : null);
  }

  private static String stream(String exported) {
    Matcher dated = DATED.matcher(exported);
    return dated.matches()
        ? "%s/%s/%s/%s".formatted(dated.group(1), dated.group(2), dated.group(3), dated.group(4))
        : exported;
  }
}
