package dev.logtrail.ingest.source.s3;

import dev.logtrail.payload.carrier.ExportKey;
import dev.logtrail.payload.carrier.text.Carrier;
import dev.logtrail.trail.LogStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an object's key tells of the events in it.
 *
 * @param stream names for what the events do not tell; the group is empty if nothing tells it
 * @param carrier how the text is written; null to find out
 */
record ObjectNames(LogStream stream, Carrier carrier) {
  private static final Pattern GROUP = Pattern.compile("(?:^|/)(aws/lambda/[^/]+)(?:/|$)");

  /** What CloudWatch Logs and S3 put beside the objects that hold events. */
  static boolean holdsNoEvents(S3Object object) {
    return object.bytes() == 0
        || object.key().endsWith("/")
        || object.key().endsWith("aws-logs-write-test");
  }

  /** What a key tells. */
  static ObjectNames of(S3Location location, String account, String region, String key) {
    ExportKey export = ExportKey.of(key);
    String stream = export == null ? key.substring(key.lastIndexOf('/') + 1) : export.stream();
    String group = location.logGroup();
    if (group == null) {
      Matcher lambda = GROUP.matcher(export == null ? key : export.prefix());
      group = lambda.find() ? "/" + lambda.group(1) : "";
    }
    return new ObjectNames(
        new LogStream(account, region, group, stream), export == null ? null : Carrier.TIME);
  }
}
