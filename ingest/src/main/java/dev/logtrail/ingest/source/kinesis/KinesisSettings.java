package dev.logtrail.ingest.source.kinesis;

import dev.logtrail.ingest.aws.AwsAccess;
import java.io.Serializable;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which streams are read.
 *
 * @param streams their names, or ARNs where they are in another region or account
 * @param from where a stream begins that was never read
 * @param access how AWS is reached
 */
public record KinesisSettings(List<String> streams, StartFrom from, AwsAccess access)
    implements Serializable {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,128}");
  private static final Pattern ARN =
      Pattern.compile("arn:aws[a-z-]*:kinesis:[a-z0-9-]+:[0-9]{12}:stream/[a-zA-Z0-9_.-]{1,128}");

  /**
   * Checks the names.
   *
   * @throws IllegalArgumentException if one cannot be that of a stream, or comes twice; the message
   *     says what would be right
   */
  public KinesisSettings {
    streams = List.copyOf(streams);
    for (String stream : streams) {
      if (!NAME.matcher(stream).matches() && !ARN.matcher(stream).matches()) {
        throw new IllegalArgumentException(
            "'"
                + stream
                + "' is no stream; right would be its name or its ARN, such as"
                + " arn:aws:kinesis:eu-west-1:123456789012:stream/logs");
      }
    }
    if (streams.stream().distinct().count() < streams.size()) {
      throw new IllegalArgumentException("a stream is named twice: " + streams);
    }
  }

  /** How the stream is reached: an ARN names its region. */
  AwsAccess access(String stream) {
    return isArn(stream) ? access.in(part(stream, 3)) : access;
  }

  static boolean isArn(String stream) {
    return stream.startsWith("arn:");
  }

  /** A part of an ARN, from 0. */
  static String part(String arn, int index) {
    return arn.split(":", 6)[index];
  }
}
