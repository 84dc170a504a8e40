package dev.logtrail.ingest.source.s3;

import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Objects of a bucket.
 *
 * @param text as the user wrote it
 * @param bucket the bucket
 * @param prefix what their keys begin with; may be empty
 * @param logGroup the group of events that name none; null where they do
 */
record S3Location(String text, String bucket, String prefix, String logGroup)
    implements Serializable {
  private static final Pattern URI =
      Pattern.compile(
          "s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/([^?]{0,1024}))?(?:\\?log-group=([a-zA-Z0-9_/.#-]{1,512}))?");

  /**
   * Reads what a user wrote.
   *
   * @throws IllegalArgumentException if it is none; the message says what would be right
   */
  static S3Location parse(String text) {
    Matcher uri = URI.matcher(text);
    if (!uri.matches()) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is no place in S3; right would be s3://bucket/prefix, or"
              + " 's3://bucket/prefix?log-group=/aws/lambda/orders' where objects do not tell the"
              + " group");
    }
    String prefix = uri.group(2) == null ? "" : uri.group(2);
    return new S3Location(text, uri.group(1), prefix, uri.group(3));
  }
}
